using QLStake.Evm;

namespace QLStake.MintExecutor;

/// <summary>What the chain says about an account and about one batch of it.</summary>
/// <param name="Count">Transactions of the account in the newest block's state.</param>
/// <param name="FinalCount">The same at the finalized height.</param>
/// <param name="Finalized">The finalized height.</param>
/// <param name="Receipt">The receipt of whichever attempt is in a block; null if none is, or none was asked for.</param>
internal sealed record BatchSight(ulong Count, ulong FinalCount, ulong Finalized, TransactionReceipt? Receipt);

/// <summary>What to do about a batch next.</summary>
internal enum NextStep
{
    Wait,
    Send,
    Reprice,
    Mine,
    Unmine,
    Finish,
    GiveUp,
}

/// <summary>
/// Compares what is stored with what the chain shows: the same rule in the middle of work, after a crash and after a reorg.
/// It never asks for a second nonce for a batch's mints while an attempt of it could still be mined.
/// </summary>
internal static class Reconcile
{
    /// <summary>Whether the receipts matter now: a batch at rest is not asked about.</summary>
    public static bool NeedsReceipt(Batch batch, ulong count, ulong finalized) =>
        batch.Mined is { } mined
            ? count <= batch.Plan!.Nonce || finalized >= mined.BlockNumber
            : count > batch.Plan!.Nonce;

    /// <param name="patience">How long the newest attempt may wait before it is replaced.</param>
    public static NextStep Next(Batch batch, BatchSight seen, DateTimeOffset now, TimeSpan patience)
    {
        var nonce = batch.Plan!.Nonce;
        if (batch.Standing is BatchStanding.Finalized or BatchStanding.Lost)
            return NextStep.Wait;
        if (seen.Receipt is { } receipt)
            return batch.Mined is null ? NextStep.Mine
                : batch.Mined.BlockHash != receipt.BlockHash ? NextStep.Unmine
                : seen.Finalized >= receipt.BlockNumber ? NextStep.Finish
                : NextStep.Wait;
        if (batch.Mined is not null)
            return NeedsReceipt(batch, seen.Count, seen.Finalized) ? NextStep.Unmine : NextStep.Wait;
        if (seen.FinalCount > nonce)
            return NextStep.GiveUp;
        if (seen.Count > nonce)
            return NextStep.Wait;
        return batch.SentAt is not { } sent ? NextStep.Send
            : now - sent >= patience ? NextStep.Reprice
            : NextStep.Wait;
    }
}
