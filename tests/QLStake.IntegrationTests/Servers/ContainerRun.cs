using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Containers;
using QLStake.Localnet.Processes;

namespace QLStake.IntegrationTests.Servers;

/// <summary>One run of a container, from its start to its exit.</summary>
internal sealed class ContainerRun(DockerClient engine, IContainer container, int processId, string logFile)
    : IServerRun
{
    public int Id { get; } = processId;

    public bool HasExited => Exited.IsCompleted;

    public Task<int> Exited { get; } = EndAsync(container);

    public string LogFile { get; } = logFile;

    public async Task TerminateAsync(Signal signal, TimeSpan grace, TimeProvider time)
    {
        await SendAsync(signal);
        try
        {
            await Exited.WaitAsync(grace, time);
        }
        catch (TimeoutException)
        {
            await SendAsync(Signal.Kill);
            await Exited;
        }
    }

    /// <summary>The container stays, for the next run.</summary>
    public void Dispose() { }

    private static async Task<int> EndAsync(IContainer container) => (int)await container.GetExitCodeAsync();

    private async Task SendAsync(Signal signal)
    {
        try
        {
            var parameters = new ContainerKillParameters { Signal = Name(signal) };
            await engine.Containers.KillContainerAsync(container.Id, parameters);
        }
        catch (DockerApiException) when (HasExited)
        {
            // It was faster.
        }
    }

    private static string Name(Signal signal) =>
        signal switch
        {
            Signal.Interrupt => "SIGINT",
            Signal.Quit => "SIGQUIT",
            Signal.Kill => "SIGKILL",
            Signal.Terminate => "SIGTERM",
            _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, null),
        };
}
