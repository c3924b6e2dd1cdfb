using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>Principal on its way back: locked → released → paid out, or claimable → claimed. What waits stays released.</summary>
internal static class PayoutRules
{
    private static readonly Account Locked = new(AccountKind.Locked);
    private static readonly Account Due = new(AccountKind.Released);
    private static readonly Account Owners = new(AccountKind.Owners);

    public static IEnumerable<Posting> Postings(Transaction transaction, ChainFact told)
    {
        Posting[] Move(PostingKind kind, Address asset, Assets amount, Account to, Account from, Address whose) =>
            [transaction.Post(told, kind, (asset, amount.Value), to, from, whose)];

        return told.Fact switch
        {
            Released paid => Move(PostingKind.Release, paid.Asset, paid.Amount, Due, Locked, paid.Receiver),
            StakeReturned paid => Move(PostingKind.Return, paid.Asset, paid.Amount, Due, Locked, paid.RefundTo),
            PaidOut paid => Move(PostingKind.Payout, paid.Asset, paid.Amount, Owners, Due, paid.Receiver),
            PayoutFailed paid => Move(
                PostingKind.Refusal,
                paid.Asset,
                paid.Amount,
                Claimable(paid.Receiver),
                Due,
                paid.Receiver
            ),
            Claimed paid => Move(
                PostingKind.Claim,
                paid.Asset,
                paid.Amount,
                Owners,
                Claimable(paid.Account),
                paid.Account
            ),
            _ => [],
        };
    }

    private static Account Claimable(Address receiver) => new(AccountKind.Claimable, receiver);
}
