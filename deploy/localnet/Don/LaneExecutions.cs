using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;

namespace QLStake.Localnet.Don;

/// <summary>Executes one lane's committed messages, each until it has succeeded or failed once.</summary>
internal sealed class LaneExecutions(LocalChain source, LocalChain destination)
{
    private const byte Untouched = 0;
    private const ulong OverheadPerMessage = 400_000;
    private const ulong GasPerTransaction = 20_000_000;
    private readonly List<(CommittedRoot Root, OffRamp.Any2EVMRampMessage Message)> pending = [];
    private ulong ocrSequence;

    public void Add(CommittedRoot root) => pending.AddRange(root.Messages.Select(message => (root, message)));

    /// <exception cref="LocalnetException">A transaction reverted; all others were sent.</exception>
    public async Task ExecuteAsync(CancellationToken stop)
    {
        await ForgetExecutedAsync(stop);
        LocalnetException? trouble = null;
        foreach (var batch in Batches())
        {
            // One message can spoil a transaction; alone it spoils only its own.
            if (await FailureOfAsync(batch, stop) is not null)
            {
                foreach (var report in batch)
                {
                    trouble = await FailureOfAsync([report], stop) ?? trouble;
                }
            }
        }

        if (trouble is not null)
        {
            throw trouble;
        }
    }

    private async Task<LocalnetException?> FailureOfAsync(
        IReadOnlyList<OffRamp.ExecutionReport> reports,
        CancellationToken stop
    )
    {
        try
        {
            await destination.Transmitter.SendAsync(
                destination.Ccip.OffRamp,
                OcrReport.Execute(reports, ++ocrSequence),
                // Never estimated: OffRamp swallows a receiver that runs out of gas, so too little would still succeed.
                gas: reports.Aggregate(0UL, (sum, report) => sum + GasOf(report.Messages[0])),
                stop: stop
            );
            return null;
        }
        catch (LocalnetException error)
        {
            return error;
        }
    }

    /// <summary>A message that succeeded or failed is no longer the DON's: failures are for manual execution.</summary>
    private async Task ForgetExecutedAsync(CancellationToken stop)
    {
        if (pending.Count == 0)
        {
            return;
        }

        var states = await destination.ReadManyAsync(
            destination.Ccip.OffRamp,
            [
                .. pending.Select(entry => new OffRamp.GetExecutionStateCall(
                    source.Spec.Selector.Value,
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
