using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>Compares the books with a chain, and with themselves. Pure.</summary>
public static class ReconcileRules
{
    /// <summary>What the check of CCIP's fees is called.</summary>
    public const string CcipFees = "ccipFees";

    /// <summary>The accounts behind a check.</summary>
    public static IReadOnlyList<AccountKind> AccountsOf(Check check, ChainSight chain) =>
        chain.Counters.FirstOrDefault(counter => counter.What == check.What)?.Accounts ?? [AccountKind.CcipFees];

    /// <summary>Counters and CCIP's fees; candidates are yet to be found.</summary>
    public static IReadOnlyList<Check> Checks(BooksSight books, ChainSight chain, OnRampFees? agreed) =>
        [
            .. chain.Counters.Select(counter => new Check(
                counter.What,
                counter.Token,
                books.Of(counter.Token, counter.Accounts),
                Balance.Of(counter.Value),
                []
            )),
            .. Fees(books, chain, agreed),
        ];

    /// <summary>What OnRamp took of our messages in all, by the token it names.</summary>
    public static IReadOnlyList<TokenAmount> Total(ChainSight chain, OnRampFees? agreed) =>
        [
            .. (agreed?.Fees ?? [])
                .Concat(chain.Messages.Select(message => new TokenAmount(message.FeeToken, message.Fee)))
                .GroupBy(fee => fee.Token)
                .OrderBy(same => same.Key)
                .Select(same => new TokenAmount(same.Key, same.Aggregate(U256.Zero, (sum, fee) => sum + fee.Amount))),
        ];

    /// <summary>Ledgers that their postings do not add up to.</summary>
    public static IReadOnlyList<LedgerFlaw> Flaws(BooksSight books)
    {
        var postings = books
            .Postings.GroupBy(sum => (sum.Ledger, sum.Account))
            .ToDictionary(same => same.Key, same => same.Aggregate(default(Balance), (total, sum) => total + sum.Sum));
        var ledgers = books.Ledgers.ToDictionary(sum => (sum.Ledger, sum.Account), sum => sum.Sum);
        return
        [
            .. from account in ledgers.Keys.Union(postings.Keys)
            let balance = ledgers.GetValueOrDefault(account)
            let sum = postings.GetValueOrDefault(account)
            where balance != sum
            orderby account.Ledger, $"{account.Account}"
            select new LedgerFlaw(account.Ledger, $"{account.Account}", balance, sum, []),
        ];
    }

    /// <summary>Messages whose transaction did not pay CCIP in the books what OnRamp took, and transactions that paid without a message.</summary>
    public static IEnumerable<string> UnlikeMessages(BooksSight books, ChainSight chain)
    {
        var taken = chain
            .Messages.GroupBy(message => message.TxHash)
            .ToDictionary(
                same => same.Key,
                same => same.Aggregate(default(Balance), (sum, message) => sum + Balance.Of(message.Fee))
            );
        return from tx in taken.Keys.Union(books.CcipFees.Keys)
            let onRamp = taken.GetValueOrDefault(tx)
            let posted = books.CcipFees.GetValueOrDefault(tx)
            where onRamp != posted
            select $"transaction {tx}: OnRamp took {onRamp}, the books say {posted}";
    }

    public static IReadOnlyList<AccountSpending> Spending(BooksSight books, ChainSight chain, Reconciled? last) =>
        [
            .. from spent in books.Spent()
            orderby spent.Key
            let before = last?.Accounts.FirstOrDefault(account => account.Account == spent.Key)
            let balance = Balance.Of(chain.Balances.GetValueOrDefault(spent.Key))
            select new AccountSpending(
                spent.Key,
                spent.Value,
                balance,
                before is null ? default : spent.Value - before.Spent,
                before is null ? default : balance - before.Balance
            ),
        ];

    /// <summary>What was paid in native coin stands in OnRamp under its wrapped form.</summary>
    private static IEnumerable<Check> Fees(BooksSight books, ChainSight chain, OnRampFees? agreed)
    {
        var onRamp = Total(chain, agreed);
        Address Named(Address token) => token == chain.WrappedNative ? Address.Zero : token;
        return from token in onRamp.Select(fee => fee.Token).Concat(books.Tokens).Select(Named).Distinct()
            let posted = books.Of(token, AccountKind.CcipFees)
            let wrapped = token.IsZero && chain.WrappedNative is { } alias
                ? books.Of(alias, AccountKind.CcipFees)
                : default
            let taken = onRamp
                .Where(fee => Named(fee.Token) == token)
                .Aggregate(default(Balance), (sum, fee) => sum + Balance.Of(fee.Amount))
            where posted + wrapped != default || taken != default
            orderby token
            select new Check(CcipFees, token, posted + wrapped, taken, []);
    }
}
