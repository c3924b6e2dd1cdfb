using Marten;
using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <param name="Balance">Debits minus credits, with its sign.</param>
public sealed record AccountBalance(AccountKind Kind, Address? Holder, U256 Debits, U256 Credits, string Balance);

/// <summary>The books of one token on one chain.</summary>
/// <param name="Days">The days summed up, UTC.</param>
/// <param name="Balanced">All debits equal all credits.</param>
public sealed record LedgerBalances(
    ChainSelector Chain,
    string? ChainName,
    Address Token,
    IReadOnlyList<string> Days,
    IReadOnlyList<AccountBalance> Accounts,
    U256 Debits,
    U256 Credits,
    bool Balanced
);

/// <summary>Sums up ledgers.</summary>
public sealed class LedgerQueries(IDocumentStore store, FeeChains chains)
{
    /// <param name="day">One day (2026-01-31), or null for all.</param>
    public async Task<LedgerBalances> SumAsync(ChainSelector chain, Address token, string? day, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var (onChain, ofToken) = (chain.ToString(), token.ToString());
        var query = session.Query<LedgerRow>().Where(row => row.Chain == onChain && row.Token == ofToken);
        var ledgers = await (day is null ? query : query.Where(row => row.Day == day)).ToListAsync(ct);
        var accounts = ledgers.SelectMany(ledger => ledger.Accounts).GroupBy(row => (row.Kind, row.Holder)).Select(Sum);
        List<AccountBalance> balances = [.. accounts.OrderBy(account => account.Kind)];
        var total = balances.Aggregate(
            default(Turnover),
            (sum, account) => sum.And(new(account.Debits, account.Credits))
        );
        return new(
            chain,
            chains.NameOf(chain),
            token,
            [.. ledgers.Select(ledger => ledger.Day).Order()],
            balances,
            total.Debits,
            total.Credits,
            total.Debits == total.Credits
        );
    }

    private static AccountBalance Sum(IGrouping<(AccountKind Kind, Address? Holder), AccountRow> rows)
    {
        var sum = rows.Aggregate(default(Turnover), (total, row) => total.And(new(row.Debits, row.Credits)));
        return new(rows.Key.Kind, rows.Key.Holder, sum.Debits, sum.Credits, sum.Balance());
    }
}
