using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.Localnet.Don;

/// <summary>
/// The DON's work on one lane: commits what the source has finalized, executes what is committed. One lane's trouble is
/// its own; what failed is tried again in the next round.
/// </summary>
internal sealed class LaneDelivery(LocalChain source, LocalChain destination, DonSwitches switches)
{
    private const ulong Untouched = 0;
    private const ulong OverheadPerMessage = 400_000;
    private const ulong GasPerTransaction = 20_000_000;
    private readonly List<(CommittedRoot Root, OffRamp.Any2EVMRampMessage Message)> pending = [];
    private ulong sentUntil;
    private ulong ocrSequence;

    public Lane Lane { get; } = new(source.Spec.Selector, destination.Spec.Selector);

    private Address OffRampAddress => destination.Ccip.OffRamp;

    public async Task RoundAsync(CancellationToken stop)
    {
        if (await IsCursedAsync(stop))
        {
            return;
        }

        if (!switches.CommitsHeld(Lane))
        {
            await CommitAsync(stop);
        }

        if (!switches.ExecutionsHeld(Lane))
        {
            await ExecuteAsync(stop);
        }
    }

    private Task<bool> IsCursedAsync(CancellationToken stop) =>
        destination.ReadAsync(
            destination.Ccip.RmnRemote,
            new RMNRemote.IsCursedCall(Curse.SubjectOf(Lane.Source)),
            BlockRef.Latest,
            stop
        );

    private async Task CommitAsync(CancellationToken stop)
    {
        var finalized = await source.HeadAsync(BlockRef.Finalized, stop);
        var next = await source.ReadAsync(
            source.Ccip.OnRamp,
            new OnRamp.GetExpectedNextSequenceNumberCall(Lane.Destination.Value),
            BlockRef.Number(finalized),
            stop
        );
        var config = await destination.ReadAsync(
            OffRampAddress,
            new OffRamp.GetSourceChainConfigCall(Lane.Source.Value),
            BlockRef.Latest,
            stop
        );
        if (next <= config.MinSeqNr)
        {
            return;
        }

        var last = Math.Min(next - 1, config.MinSeqNr + CcipMerkle.MaxLeaves - 1);
        var logs = await SentMessages.ReadAsync(source, Lane, sentUntil, finalized, config.MinSeqNr, last, stop);
        var root = CommittedRoot.Of(source.Ccip.OnRamp, logs);
        await destination.Transmitter.SendAsync(
            OffRampAddress,
            OcrReport.Commit(root.ToMerkleRoot(), ++ocrSequence),
            stop: stop
        );
        sentUntil = logs[^1].BlockNumber;
        pending.AddRange(root.Messages.Select(message => (root, message)));
    }

    private async Task ExecuteAsync(CancellationToken stop)
    {
        await ForgetExecutedAsync(stop);
        foreach (var batch in Batches())
        {
            try
            {
                await SendAsync(batch, stop);
            }
            catch (LocalnetException) when (batch.Count > 1)
            {
                // One message can spoil a transaction (e.g. by out of gas); alone it spoils only its own.
                foreach (var report in batch)
                {
                    await SendAsync([report], stop);
                }
            }
        }
    }

    private Task<TransactionReceipt> SendAsync(
        IReadOnlyList<OffRamp.ExecutionReport> reports,
        CancellationToken stop
    ) =>
        destination.Transmitter.SendAsync(
            OffRampAddress,
            OcrReport.Execute(reports, ++ocrSequence),
            // Never estimated: OffRamp swallows a receiver that runs out of gas, so too little would still succeed.
            gas: reports.Aggregate(0UL, (sum, report) => sum + GasOf(report.Messages[0])),
            stop: stop
        );

    /// <summary>A message that succeeded or failed is no longer the DON's: failures are for manual execution.</summary>
    private async Task ForgetExecutedAsync(CancellationToken stop)
    {
        if (pending.Count == 0)
        {
            return;
        }

        var states = await destination.ReadManyAsync(
            OffRampAddress,
            [
                .. pending.Select(entry => new OffRamp.GetExecutionStateCall(
                    Lane.Source.Value,
                    entry.Message.Header.SequenceNumber
                )),
            ],
            stop
        );
        for (var i = pending.Count - 1; i >= 0; i--)
        {
            if (states[i] != Untouched)
            {
                pending.RemoveAt(i);
            }
        }
    }

    private static ulong GasOf(OffRamp.Any2EVMRampMessage message) =>
        (ulong)message.GasLimit
        + OverheadPerMessage
        + message.TokenAmounts.Aggregate(0UL, (sum, transfer) => sum + transfer.DestGasAmount);

    private IEnumerable<List<OffRamp.ExecutionReport>> Batches()
    {
        var batch = new List<OffRamp.ExecutionReport>();
        var gas = 0UL;
        foreach (var (root, message) in pending)
        {
            var needed = GasOf(message);
            if (batch.Count > 0 && gas + needed > GasPerTransaction)
            {
                yield return batch;
                batch = [];
                gas = 0;
            }

            batch.Add(root.ReportOf(message));
            gas += needed;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
