using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>CCIP's fee of messages whose own fact does not say it: the way back, Hellos, and transfers of the liquid token.</summary>
internal static class MessageRules
{
    public static IEnumerable<Posting> Postings(Transaction transaction, ChainFact told) =>
        told.Fact switch
        {
            MessageSent sent when !IsToldElsewhere(transaction, sent) =>
            [
                // Our contracts take the fee of these in native coin; the Router wraps it.
                Fee(transaction, told, Address.Zero, sent.CcipFee, PayerOf(transaction, told, sent)),
            ],
            TransferSent sent => [Fee(transaction, told, sent.FeeToken, sent.CcipFee, sent.Sender)],
            _ => [],
        };

    /// <summary>Locks, flushes and rewards say what CCIP took of them, and who paid.</summary>
    private static bool IsToldElsewhere(Transaction transaction, MessageSent sent) =>
        transaction.RootOf(sent.MessageId) is { Kind: MessageKind.Stake or MessageKind.Rewards };

    private static Address PayerOf(Transaction transaction, ChainFact told, MessageSent sent) =>
        transaction.RootOf(sent.MessageId) is { Kind: MessageKind.Release } release
        && transaction
            .Facts.Select(other => other.Fact)
            .OfType<Redeemed>()
            .FirstOrDefault(redeemed => redeemed.ReleaseId == release.Root)
            is { } found
            ? found.Redeemer
            : told.Cost.From;

    private static Posting Fee(Transaction transaction, ChainFact told, Address token, Wei fee, Address payer) =>
        transaction.Post(
            told,
            PostingKind.CcipFee,
            (token, fee.Value),
            new(AccountKind.CcipFees),
            new(AccountKind.Callers, payer),
            payer
        );
}
