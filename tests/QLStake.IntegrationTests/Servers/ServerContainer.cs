using System.Globalization;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using QLStake.Localnet.Processes;

namespace QLStake.IntegrationTests.Servers;

/// <summary>A server's container: made with its first run, kept with its data from run to run.</summary>
internal sealed class ServerContainer(DockerClient engine, string image, string logFile) : IAsyncDisposable
{
    private FileStream? _log;
    private IContainer? _container;

    /// <param name="ports">Those of loopback, by the container's.</param>
    /// <param name="with">What else it is made with, the first time.</param>
    /// <param name="stop">Ends the attempt.</param>
    public async Task<IServerRun> RunAsync(
        IReadOnlyDictionary<int, int> ports,
        Func<ContainerBuilder, ContainerBuilder> with,
        CancellationToken stop
    )
    {
        _container ??= with(Builder(ports)).Build();
        await _container.StartAsync(stop);
        var state = (await engine.Containers.InspectContainerAsync(_container.Id, stop)).State;
        return new ContainerRun(engine, _container, (int)(state?.Pid ?? 0), logFile);
    }

    /// <summary>The next run begins with nothing.</summary>
    public async Task RemoveAsync()
    {
        if (_container is null)
            return;
        await _container.DisposeAsync();
        _container = null;
    }

    public async ValueTask DisposeAsync()
    {
        await RemoveAsync();
        if (_log is not null)
            await _log.DisposeAsync();
    }

    private ContainerBuilder Builder(IReadOnlyDictionary<int, int> ports)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(logFile)!);
        _log ??= new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        return new ContainerBuilder(image)
            .WithOutputConsumer(Consume.RedirectStdoutAndStderrToStream(_log, _log))
            .WithCreateParameterModifier(made =>
            {
                made.ExposedPorts = ports.Keys.ToDictionary(Tcp, _ => default(EmptyStruct));
                made.HostConfig ??= new HostConfig();
                made.HostConfig.PortBindings = ports.ToDictionary(
                    port => Tcp(port.Key),
                    IList<PortBinding> (port) => [new PortBinding { HostIP = "127.0.0.1", HostPort = Text(port.Value) }]
                );
            });
    }

    private static string Tcp(int port) => $"{port}/tcp";

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
