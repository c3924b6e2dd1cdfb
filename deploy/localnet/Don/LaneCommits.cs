using QLStake.Contracts;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.Localnet.Don;

/// <summary>Commits one lane's messages, up to what the source has finalized.</summary>
internal sealed class LaneCommits(LocalChain source, LocalChain destination)
{
    private readonly Lane lane = new(source.Spec.Selector, destination.Spec.Selector);

    // Sent, and not known to be in a block: the answer was lost, or came too late for our patience.
    private readonly List<CommittedRoot> uncertain = [];
    private ulong sentUntil;
    private ulong ocrSequence;

    /// <param name="committed">Is given each root once it is known to be committed, whatever fails afterwards.</param>
    /// <param name="stop">Ends the attempt.</param>
    public async Task CommitAsync(Action<CommittedRoot> committed, CancellationToken stop)
    {
        foreach (var root in uncertain.ToList())
        {
            if (await IsCommittedAsync(root, stop))
            {
                uncertain.Remove(root);
                committed(root);
            }
        }

        if (await NextAsync(stop) is { } next)
        {
            uncertain.RemoveAll(root => root.Hash == next.Hash);
            uncertain.Add(next);
            await destination.Transmitter.SendAsync(
                destination.Ccip.OffRamp,
                OcrReport.Commit(next.ToMerkleRoot(), ++ocrSequence),
                stop: stop
            );
            uncertain.Remove(next);
            committed(next);
        }
    }

    /// <summary>OffRamp keeps when a root was committed; zero is never.</summary>
    private async Task<bool> IsCommittedAsync(CommittedRoot root, CancellationToken stop) =>
        !(
            await destination.ReadAsync(
                destination.Ccip.OffRamp,
                new OffRamp.GetMerkleRootCall(lane.Source.Value, root.Hash),
                BlockRef.Latest,
                stop
            )
        ).IsZero;

    private async Task<CommittedRoot?> NextAsync(CancellationToken stop)
    {
        var finalized = await source.HeadAsync(BlockRef.Finalized, stop);
        var next = await source.ReadAsync(
            source.Ccip.OnRamp,
            new OnRamp.GetExpectedNextSequenceNumberCall(lane.Destination.Value),
            BlockRef.Number(finalized),
            stop
        );
        var config = await destination.ReadAsync(
            destination.Ccip.OffRamp,
            new OffRamp.GetSourceChainConfigCall(lane.Source.Value),
            BlockRef.Latest,
            stop
        );
        if (next <= config.MinSeqNr)
        {
            return null;
        }

        var last = Math.Min(next - 1, config.MinSeqNr + CcipMerkle.MaxLeaves - 1);
        var logs = await SentMessages.ReadAsync(source, lane, sentUntil, finalized, config.MinSeqNr, last, stop);
        sentUntil = logs[0].BlockNumber;
        return CommittedRoot.Of(source.Ccip.OnRamp, logs);
    }
}
