using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>The first posting of a token in a period.</summary>
public sealed record LedgerOpened(ChainSelector Chain, DateOnly Period, Address Token);

/// <summary>
/// The books of a chain's day are closed: what comes late goes to the first open day. Decided by the chain's own news, so
/// that the same log closes the same books.
/// </summary>
/// <param name="UpTo">The final block that closed them.</param>
/// <param name="Ledgers">Of every token that ever had a posting.</param>
public sealed record PeriodClosed(
    ChainSelector Chain,
    DateOnly Period,
    BlockRef UpTo,
    IReadOnlyList<ClosedLedger> Ledgers
);

/// <summary>The accounts of one token, as the day left them.</summary>
public sealed record ClosedLedger(Address Token, IReadOnlyList<ClosedAccount> Accounts);

/// <param name="Before">All of the days before: the opening balance.</param>
/// <param name="During">The day's own; both together are the closing balance.</param>
public sealed record ClosedAccount(Account Account, Turnover Before, Turnover During);
