using System.Globalization;
using System.Text;
using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>One account over one period; balances are debits minus credits, with their sign.</summary>
public sealed record StatementLine(
    AccountKind Kind,
    Address? Holder,
    string Opening,
    U256 Debits,
    U256 Credits,
    string Closing
)
{
    public static StatementLine Of(ClosedAccount account) =>
        new(
            account.Account.Kind,
            account.Account.Holder,
            account.Before.Balance(),
            account.During.Debits,
            account.During.Credits,
            account.Before.And(account.During).Balance()
        );
}

/// <summary>The books of one token on one chain over one day.</summary>
/// <param name="Closed">Whether nothing will be posted to it any more.</param>
/// <param name="UpTo">The final block that closed it.</param>
/// <param name="Balanced">Opening balances add up to nothing, and so do closing ones.</param>
public sealed record Statement(
    ChainSelector Chain,
    string? ChainName,
    Address Token,
    DateOnly Period,
    bool Closed,
    BlockRef? UpTo,
    IReadOnlyList<StatementLine> Accounts,
    bool Balanced
)
{
    /// <summary>RFC 4180. No field holds a comma or a quote.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder("chain,token,period,closed,account,holder,opening,debits,credits,closing\r\n");
        foreach (var line in Accounts)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{Chain},{Token},{Period:yyyy-MM-dd},{(Closed ? "yes" : "no")},{line.Kind},{line.Holder},{line.Opening},{line.Debits},{line.Credits},{line.Closing}\r\n"
            );
        return text.ToString();
    }
}
