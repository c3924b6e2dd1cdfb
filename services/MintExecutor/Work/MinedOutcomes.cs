using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Protocol.Bindings;

namespace QLStake.MintExecutor;

/// <summary>What a mined batch did with each thing that it carried.</summary>
internal static class MinedOutcomes
{
    /// <returns>The outcome for each; null where nothing may be said before the batch is final.</returns>
    public static Func<IQueued, Outcome?> Of(Batch batch, TransactionReceipt receipt, Address? hub, DateTimeOffset now)
    {
        // A call that failed could still be taken after a reorg, so it is not tried again before that is over.
        if (batch.Plan!.Operation is not null)
            return _ => receipt.Succeeded ? new Outcome.Taken() : null;
        var outcomes = Read(receipt, hub!.Value, now);
        return item => Of(outcomes, ((QueuedMint)item).Order!.StakeId, receipt);
    }

    /// <summary>From the hub's own logs.</summary>
    private static Dictionary<B256, Outcome> Read(TransactionReceipt receipt, Address hub, DateTimeOffset now)
    {
        var outcomes = new Dictionary<B256, Outcome>();
        foreach (var log in receipt.Logs.Where(log => log.Address == hub))
            if (QLStakeHub.Minted.TryDecode(log, out var minted))
                outcomes[minted.StakeId] = new Outcome.Taken();
            else if (QLStakeHub.MintSkipped.TryDecode(log, out var skipped))
                // The block's own time is not in a receipt: a moment the hub names is waited for from now on.
                outcomes[skipped.StakeId] = MintRefusals.Read(skipped.Reason, now, now);
        return outcomes;
    }

    /// <summary>A transaction that failed as a whole leaves no logs: its mints are simulated again, which says why.</summary>
    private static Outcome Of(Dictionary<B256, Outcome> outcomes, StakeId stake, TransactionReceipt receipt) =>
        outcomes.GetValueOrDefault(stake.Value)
        ?? new Outcome.Delay(
            receipt.Succeeded
                ? $"transaction {receipt.TransactionHash} neither minted nor skipped it"
                : $"transaction {receipt.TransactionHash} failed",
            null
        );
}
