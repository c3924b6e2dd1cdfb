using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Protocol.Bindings;

namespace QLStake.MintExecutor;

/// <summary>What a mined batch did with each of its mints, from the hub's own logs.</summary>
internal static class MinedOutcomes
{
    public static IReadOnlyDictionary<B256, MintOutcome> Read(
        TransactionReceipt receipt,
        Address hub,
        DateTimeOffset now
    )
    {
        var outcomes = new Dictionary<B256, MintOutcome>();
        foreach (var log in receipt.Logs.Where(log => log.Address == hub))
            if (QLStakeHub.Minted.TryDecode(log, out var minted))
                outcomes[minted.StakeId] = new MintOutcome.Minted();
            else if (QLStakeHub.MintSkipped.TryDecode(log, out var skipped))
                // The block's own time is not in a receipt: a moment the hub names is waited for from now on.
                outcomes[skipped.StakeId] = MintOutcome.Refused(skipped.Reason, now, now);
        return outcomes;
    }

    /// <summary>A transaction that failed as a whole leaves no logs: its mints are simulated again, which says why.</summary>
    public static MintOutcome Of(
        IReadOnlyDictionary<B256, MintOutcome> outcomes,
        StakeId stake,
        TransactionReceipt receipt
    ) =>
        outcomes.GetValueOrDefault(stake.Value)
        ?? new MintOutcome.Delay(
            receipt.Succeeded
                ? $"transaction {receipt.TransactionHash} neither minted nor skipped it"
                : $"transaction {receipt.TransactionHash} failed",
            null
        );
}
