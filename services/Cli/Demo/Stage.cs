using QLStake.Localnet;

namespace QLStake.Cli;

/// <summary>The localnet a demonstration runs on: one that is up already, one that stays up, or one of its own.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly LocalNetwork? own;

    private Stage(RunningLocalnet localnet, LocalNetwork? own)
    {
        Localnet = localnet;
        this.own = own;
    }

    public RunningLocalnet Localnet { get; }

    /// <param name="keep">Whether it is to stay up.</param>
    /// <param name="narrator">Is told each step.</param>
    /// <param name="stop">Ends the attempt.</param>
    /// <exception cref="LocalnetException">It did not come up.</exception>
    public static async Task<Stage> SetAsync(bool keep, Narrator narrator, CancellationToken stop)
    {
        var host = new LocalnetHost(Repository.Find(), TimeProvider.System);
        if (host.Running is null && !keep)
        {
            var network = await LocalNetwork.StartAsync(new LocalNetworkOptions(), narrator, stop);
            return new Stage(new RunningLocalnet(network.Description, TimeProvider.System), network);
        }

        if (host.Running is { } id)
        {
            narrator.Tell($"already up, host process {id}; it stays up");
        }
        else
        {
            await host.StartAsync(narrator, stop);
        }

        return new Stage(await RunningLocalnet.OpenAsync(stop), own: null);
    }

    public async ValueTask DisposeAsync()
    {
        if (own is null)
        {
            Narrator.Head("Everything stays up");
            Addresses.Print(Localnet);
        }

        await Localnet.DisposeAsync();
        if (own is not null)
        {
            Narrator.Head("Taking everything down");
            await own.DisposeAsync();
        }
    }
}
