using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>Which day a posting belongs to, and when a day is over.</summary>
public static class PeriodRules
{
    /// <summary>A posting whose day is closed goes to the first open one; its fact still names the day it was of.</summary>
    public static Posting Place(Periods periods, Posting posting) =>
        periods.LastClosed is { } closed && posting.Day <= closed
            ? posting with
            {
                Period = closed.AddDays(1),
            }
            : posting;

    /// <summary>The ledgers that these postings are the first of.</summary>
    public static IEnumerable<LedgerOpened> Opened(Periods periods, IEnumerable<Posting> postings) =>
        postings
            .Select(posting => new LedgerOpened(posting.Fact.Chain, posting.Day, posting.Token))
            .Distinct()
            .Where(ledger => !periods.IsOpen(ledger.Period, ledger.Token));

    /// <summary>The open days that ended this long before the chain's final block, the oldest first.</summary>
    public static IEnumerable<DateOnly> Over(Periods periods, BlockRef final, TimeSpan grace)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(checked((long)final.Timestamp)) - grace;
        return periods.Open.Keys.Where(day => day < DateOnly.FromDateTime(at.UtcDateTime));
    }

    /// <summary>Closes a day on what was before and what its ledgers say.</summary>
    public static PeriodClosed Close(
        Periods periods,
        ChainSelector chain,
        DateOnly day,
        BlockRef upTo,
        IReadOnlyDictionary<Address, Ledger> ledgers
    ) => new(chain, day, upTo, [.. Accounts(periods.ClosedUpTo(day), ledgers)]);

    /// <summary>All tokens and accounts of a day: those of the days before, and its own.</summary>
    public static IEnumerable<ClosedLedger> Accounts(
        PeriodClosed? before,
        IReadOnlyDictionary<Address, Ledger> ledgers
    ) =>
        from token in Tokens(before).Concat(ledgers.Keys).Distinct()
        orderby token
        let opening = Opening(before, token)
        let during = (ledgers.GetValueOrDefault(token) ?? Ledger.Initial).Accounts
        select new ClosedLedger(
            token,
            [
                .. from account in opening.Keys.Concat(during.Keys).Distinct()
                orderby account.Kind, $"{account.Holder}"
                select new ClosedAccount(
                    account,
                    opening.GetValueOrDefault(account),
                    during.GetValueOrDefault(account)
                ),
            ]
        );

    private static IEnumerable<Address> Tokens(PeriodClosed? before) =>
        before is null ? [] : before.Ledgers.Select(ledger => ledger.Token);

    private static Dictionary<Account, Turnover> Opening(PeriodClosed? before, Address token) =>
        (before?.Ledgers ?? [])
            .Where(ledger => ledger.Token == token)
            .SelectMany(ledger => ledger.Accounts)
            .ToDictionary(account => account.Account, account => account.Before.And(account.During));
}
