using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>
/// Who paid the gas of a transaction, and for what: one purpose a transaction, the first below that it serves. Ours are paid by
/// the account that sent them; stakers, redeemers and senders of transfers pay their own, which is a memo.
/// </summary>
internal static class GasRules
{
    private sealed record Purpose(
        PostingKind Kind,
        AccountKind To,
        AccountKind From,
        Func<Transaction, ChainFact, bool> Has
    );

    private static readonly Purpose[] Purposes =
    [
        Ours(PostingKind.MintGas, AccountKind.MintGas, (_, told) => told.Fact is Minted),
        // A batch that minted nothing was paid for all the same.
        Ours(PostingKind.MintGas, AccountKind.MintGas, (_, told) => told.Fact is MintSkipped),
        Ours(PostingKind.RefundGas, AccountKind.RefundGas, (_, told) => told.Fact is StakeRefunded),
        Ours(PostingKind.ReturnGas, AccountKind.ReturnGas, (_, told) => told.Fact is StakeReturned),
        Ours(PostingKind.ReleaseGas, AccountKind.ReleaseGas, (_, told) => told.Fact is Released),
        // The rest of a release that was paid in parts.
        Ours(PostingKind.ReleaseGas, AccountKind.ReleaseGas, (_, told) => told.Fact is PaidOut or PayoutFailed),
        Ours(PostingKind.FlushGas, AccountKind.FlushGas, (_, told) => told.Fact is BatchFlushed),
        Ours(PostingKind.FlushGas, AccountKind.FlushGas, SendsRefunds),
        Ours(PostingKind.HeartbeatGas, AccountKind.HeartbeatGas, (_, told) => told.Fact is QuorumSeen),
        new(
            PostingKind.StakeGas,
            AccountKind.StakeGas,
            AccountKind.Stakers,
            (_, told) => told.Fact is StakeLocked or StakeQueued
        ),
        new(PostingKind.RedeemGas, AccountKind.RedeemGas, AccountKind.Callers, (_, told) => told.Fact is Redeemed),
        new(
            PostingKind.TransferGas,
            AccountKind.TransferGas,
            AccountKind.Callers,
            (_, told) => told.Fact is TransferSent
        ),
    ];

    public static IEnumerable<Posting> Postings(Transaction transaction)
    {
        foreach (var purpose in Purposes)
        {
            var sharers = transaction.Facts.Where(told => purpose.Has(transaction, told)).ToList();
            if (sharers.Count > 0)
                return sharers.SelectMany((told, index) => Share(transaction, purpose, told, sharers.Count, index));
        }
        return [];
    }

    private static IEnumerable<Posting> Share(
        Transaction transaction,
        Purpose purpose,
        ChainFact told,
        int sharers,
        int index
    )
    {
        var (cost, count) = (told.Cost, (ulong)sharers);
        var payer = purpose.From is AccountKind.Stakers ? new Account(purpose.From) : new(purpose.From, cost.From);
        var wei = GasShare.Of(cost.GasUsed * cost.EffectiveGasPrice.Value, count, index);
        var gas = (ulong)GasShare.Of(cost.GasUsed, count, index);
        var data = GasShare.Of(cost.L1Fee.Value, count, index);
        yield return transaction.Post(told, purpose.Kind, (Address.Zero, wei), new(purpose.To), payer, cost.From, gas);
        yield return transaction.Post(
            told,
            PostingKind.L1DataFee,
            (Address.Zero, data),
            new(purpose.To),
            payer,
            cost.From
        );
    }

    private static Purpose Ours(PostingKind kind, AccountKind to, Func<Transaction, ChainFact, bool> has) =>
        new(kind, to, AccountKind.Executor, has);

    private static bool SendsRefunds(Transaction transaction, ChainFact told) =>
        told.Fact is MessageSent sent && transaction.RootOf(sent.MessageId) is { Kind: MessageKind.Refund };
}
