using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>An account in a ledger; amounts in the token's smallest unit.</summary>
public sealed record AccountRow(AccountKind Kind, Address? Holder, U256 Debits, U256 Credits)
{
    public static AccountRow Of(Account account, Turnover turnover) =>
        new(account.Kind, account.Holder, turnover.Debits, turnover.Credits);
}

/// <summary>A ledger with its balances.</summary>
/// <param name="Id">Its stream: <c>ledger-{chain}:{token}-{day}</c>.</param>
public sealed record LedgerRow(string Id, string Chain, string Token, string Day, IReadOnlyList<AccountRow> Accounts)
{
    public static LedgerRow Of(string stream, Ledger ledger)
    {
        var asset = stream[FeeStreams.LedgerPrefix.Length..^"-yyyy-MM-dd".Length].Split(':');
        return new(
            stream,
            asset[0],
            asset[1],
            stream[^"yyyy-MM-dd".Length..],
            [.. ledger.Accounts.Select(entry => AccountRow.Of(entry.Key, entry.Value)).OrderBy(row => row.Kind)]
        );
    }
}
