using QLStake.Evm;
using QLStake.Localnet.Don;
using QLStake.Localnet.Servers;
using QLStake.Protocol.Bindings;

namespace QLStake.Localnet.Chains;

/// <summary>Opens the lanes for stakes: each satellite says Hello to the hub over CCIP, and the hub's answer comes back.</summary>
internal sealed class Handshake(IReadOnlyList<LocalChain> chains, IReadOnlyList<AnvilNode> nodes, DonNetwork don)
{
    private const byte Open = 2;

    /// <exception cref="LocalnetException">A lane stayed closed.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        var hub = chains.Single(chain => chain.Spec.Role == ChainRole.Hub);
        var satellites = chains.Where(chain => chain.Spec.Role == ChainRole.Satellite).ToList();
        foreach (var satellite in satellites)
        {
            await satellite
                .As(DevelopmentAccount.Dao)
                .SendAsync(
                    satellite.Protocol.Satellite!.Value,
                    new QLStakeSatellite.HelloCall(),
                    Deployment.Amounts.HelloFee,
                    stop: stop
                );
        }

        await DeliverAsync(stop);
        foreach (var satellite in satellites)
        {
            await hub.As(DevelopmentAccount.Dao)
                .SendAsync(
                    hub.Protocol.Hub!.Value,
                    new QLStakeHub.HelloCall(satellite.Spec.Selector.Value, satellite.Protocol.Satellite!.Value),
                    Deployment.Amounts.HelloFee,
                    stop: stop
                );
        }

        await DeliverAsync(stop);
        foreach (var satellite in satellites)
        {
            await RequireOpenAsync(satellite, stop);
        }
    }

    private async Task DeliverAsync(CancellationToken stop)
    {
        foreach (var node in nodes)
        {
            await node.MineUntilFinalAsync(stop);
        }

        await don.RoundAsync(stop);
    }

    private async Task RequireOpenAsync(LocalChain satellite, CancellationToken stop)
    {
        var address = satellite.Protocol.Satellite!.Value;
        var lane = await satellite.ReadAsync(address, new QLStakeSatellite.CurrentHubCall(), BlockRef.Latest, stop);
        if (lane.State != Open)
        {
            throw new LocalnetException(
                $"The hub's Hello did not come back to the satellite {address} on {satellite.Spec.Name} (lane state {lane.State}, "
                    + $"expected {Open}). {string.Join(' ', don.Troubles.Values)}"
            );
        }
    }
}
