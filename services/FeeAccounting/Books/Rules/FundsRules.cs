using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>
/// A satellite's own funds: what was put into float and subsidy pot or taken out, fees that went to the treasury, principal that was
/// written off.
/// </summary>
internal static class FundsRules
{
    private static readonly Account Float = new(AccountKind.CcipFloat);
    private static readonly Account Pot = new(AccountKind.SubsidyPot);

    public static IEnumerable<Posting> Postings(Transaction transaction, ChainFact told)
    {
        Posting[] Move(PostingKind kind, Address token, Wei amount, Account to, Account from, Address whose) =>
            [transaction.Post(told, kind, (token, amount.Value), to, from, whose)];

        return told.Fact switch
        {
            FloatMoved { Flow: MoneyFlow.In } moved => Move(
                PostingKind.FloatFunded,
                Address.Zero,
                moved.Amount,
                Float,
                Funder(moved.Account),
                moved.Account
            ),
            FloatMoved moved => Move(
                PostingKind.FloatWithdrawn,
                Address.Zero,
                moved.Amount,
                Funder(moved.Account),
                Float,
                moved.Account
            ),
            SubsidyMoved { Flow: MoneyFlow.In } moved => Move(
                PostingKind.SubsidyFunded,
                Address.Zero,
                moved.Amount,
                Pot,
                Funder(moved.Account),
                moved.Account
            ),
            SubsidyMoved moved => Move(
                PostingKind.SubsidyWithdrawn,
                Address.Zero,
                moved.Amount,
                Funder(moved.Account),
                Pot,
                moved.Account
            ),
            FeesWithdrawn fees => Move(
                PostingKind.FeesWithdrawn,
                fees.FeeToken,
                fees.Amount,
                new(AccountKind.Treasury, fees.To),
                new(AccountKind.ProtocolFees),
                fees.To
            ),
            LossRecorded loss =>
            [
                transaction.Post(
                    told,
                    PostingKind.Loss,
                    (loss.Asset, loss.Amount.Value),
                    new(AccountKind.Losses),
                    new(AccountKind.Locked),
                    Address.Zero
                ),
            ],
            _ => [],
        };
    }

    private static Account Funder(Address account) => new(AccountKind.Funders, account);
}
