namespace QLStake.Localnet.Processes;

/// <summary>Starts again what ended by itself, as a container's restart policy does.</summary>
/// <param name="servers">Those that keep their data over a restart.</param>
/// <param name="progress">Is told of every end and every new start.</param>
/// <param name="time">Paces the looking.</param>
public sealed class Supervisor(IReadOnlyList<PrivateServer> servers, IProgress<string> progress, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Runs until it is cancelled.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(servers.Select(server => KeepUpAsync(server, stop)));

    private async Task KeepUpAsync(PrivateServer server, CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(Look, time, stop);
            if (server.IsRunning)
            {
                continue;
            }

            progress.Report($"{server.Name} ended; starting it again");
            try
            {
                await server.StartAsync(stop);
                progress.Report($"{server.Name} is up again");
            }
            catch (LocalnetException error)
            {
                progress.Report(error.Message);
            }
        }
    }
}
