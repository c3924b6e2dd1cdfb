using System.Data.Common;
using System.Net.Sockets;

namespace QLStake.Localnet.Processes;

/// <summary>A server of our own on loopback: started, health-checked, stopped, killed and started again.</summary>
public abstract class PrivateServer(string name, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(50);
    private IServerRun? process;

    public string Name { get; } = name;

    public bool IsRunning => process is { HasExited: false };

    /// <summary>The server's process id. Throws while it is not running.</summary>
    public int ProcessId => Running.Id;

    /// <summary>The exit code of its last run, once that has ended. Throws before the first.</summary>
    public Task<int> Exited =>
        process?.Exited ?? throw new InvalidOperationException($"{Name} was never started; start it first.");

    /// <summary>How long it may take until it answers: generous, since a busy machine is no error.</summary>
    protected virtual TimeSpan StartLimit => TimeSpan.FromMinutes(3);

    /// <summary>How long an asked-for end may take before SIGKILL.</summary>
    protected virtual TimeSpan StopLimit => TimeSpan.FromSeconds(15);

    protected virtual Signal StopSignal => Signal.Terminate;

    private IServerRun Running =>
        IsRunning ? process! : throw new InvalidOperationException($"{Name} is not running; start it first.");

    /// <summary>Starts the server, unless it runs, and returns once it answers.</summary>
    /// <exception cref="LocalnetException">It ended or did not answer in time; the message carries the end of its log.</exception>
    public async Task StartAsync(CancellationToken stop = default)
    {
        if (IsRunning)
        {
            return;
        }

        process?.Dispose();
        process = await LaunchAsync(stop);
        try
        {
            await UntilReadyAsync(process, stop);
        }
        catch
        {
            await KillAsync();
            throw;
        }
    }

    /// <summary>Ends the server the way its makers intend.</summary>
    public Task StopAsync() => IsRunning ? Running.TerminateAsync(StopSignal, StopLimit, time) : Task.CompletedTask;

    /// <summary>Ends the server as a crash does (SIGKILL).</summary>
    public Task KillAsync() => IsRunning ? Running.TerminateAsync(Signal.Kill, StopLimit, time) : Task.CompletedTask;

    public async Task RestartAsync(CancellationToken stop = default)
    {
        await StopAsync();
        await StartAsync(stop);
    }

    /// <summary>Ends the server at once: what it held is private to this run.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await KillAsync();
        process?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts it; what it took is given back if that fails.</summary>
    protected static async Task<T> StartedAsync<T>(T server, CancellationToken stop)
        where T : PrivateServer
    {
        try
        {
            await server.StartAsync(stop);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    protected abstract Task<IServerRun> LaunchAsync(CancellationToken stop);

    /// <summary>One look whether the server answers; false or an exception means not yet.</summary>
    protected abstract Task<bool> AnswersAsync(CancellationToken stop);

    private async Task UntilReadyAsync(IServerRun child, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        Exception? last = null;
        while (time.GetElapsedTime(began) < StartLimit)
        {
            if (child.HasExited)
            {
                throw new LocalnetException(
                    $"{Name} ended with {await child.Exited} while starting. The end of {child.LogFile}:\n{child.LogTail()}"
                );
            }

            try
            {
                if (await AnswersAsync(stop))
                {
                    return;
                }
            }
            catch (Exception error) when (IsNotYet(error) && !stop.IsCancellationRequested)
            {
                last = error;
            }

            await Task.Delay(ProbeInterval, time, stop);
        }

        throw new LocalnetException(
            $"{Name} did not answer within {StartLimit.TotalSeconds:0} s. The end of {child.LogFile}:\n{child.LogTail()}",
            last
        );
    }

    private static bool IsNotYet(Exception error) =>
        error
            is SocketException
                or HttpRequestException
                or DbException
                or TimeoutException
                or OperationCanceledException
        || error is IOException and not FileNotFoundException;
}
