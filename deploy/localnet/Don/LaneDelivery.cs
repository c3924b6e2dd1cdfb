using QLStake.Contracts;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.Localnet.Don;

/// <summary>
/// The DON's work on one lane: commits what the source has finalized, executes what is committed. One lane's trouble is
/// its own; what failed is tried again in the next round.
/// </summary>
internal sealed class LaneDelivery(LocalChain source, LocalChain destination, DonSwitches switches)
{
    private readonly LaneCommits commits = new(source, destination);
    private readonly LaneExecutions executions = new(source, destination);

    public Lane Lane { get; } = new(source.Spec.Selector, destination.Spec.Selector);

    public async Task RoundAsync(CancellationToken stop)
    {
        if (await IsCursedAsync(stop))
        {
            return;
        }

        if (!switches.CommitsHeld(Lane))
        {
            await commits.CommitAsync(executions.Add, stop);
        }

        if (!switches.ExecutionsHeld(Lane))
        {
            await executions.ExecuteAsync(stop);
        }
    }

    private Task<bool> IsCursedAsync(CancellationToken stop) =>
        destination.ReadAsync(
            destination.Ccip.RmnRemote,
            new RMNRemote.IsCursedCall(Curse.SubjectOf(Lane.Source)),
            BlockRef.Latest,
            stop
        );
}
