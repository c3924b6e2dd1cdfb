using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>How far chain-watcher has read a chain (<c>GET /chains</c>).</summary>
public sealed record WatchedChain(string Name, ChainSelector Selector, ulong? Read, ulong? Finalized);

/// <summary>An executor's account (<c>GET /accounts</c>).</summary>
/// <param name="Id">Its stream: <c>account-{selector}-{address}</c>.</param>
public sealed record ExecutorAccount(string Id, ulong NextNonce, IReadOnlyList<string> OpenBatches)
{
    private string[] Parts => Id.Split('-');

    public ChainSelector Chain => ChainSelector.Parse(Parts[^2]);

    public Address Address => Address.Parse(Parts[^1]);
}

/// <summary>An operation that the executor has not done (<c>GET /operations</c>).</summary>
public sealed record ExecutorOperation(
    string Id,
    string Kind,
    string Chain,
    string Standing,
    DateTimeOffset ReadyAt,
    B256? TxHash,
    string? Reason
);

/// <summary>A transaction of the executor (<c>GET /batches</c>).</summary>
public sealed record ExecutorBatch(
    string Id,
    ChainSelector Chain,
    ulong Nonce,
    string Standing,
    int Mints,
    string? Operation,
    DateTimeOffset At,
    IReadOnlyList<B256> Transactions,
    ulong? GasUsed
);

/// <summary>A satellite's subsidy programme (<c>GET /subsidies</c>). Amounts in wei.</summary>
/// <param name="ExhaustedAt">At the rate of the last 24 hours; null where nothing was given in them.</param>
public sealed record SubsidyForecast(
    ChainSelector Chain,
    string ChainName,
    U256 Budget,
    U256 Used,
    U256 Left,
    bool BooksAgree,
    U256 UsedLastDay,
    DateTimeOffset? ExhaustedAt
);

/// <summary>A comparison of the books with a chain (<c>GET /reconciliations</c>).</summary>
public sealed record BooksCompared(
    ChainSelector Chain,
    BlockRef Height,
    DateTimeOffset At,
    IReadOnlyList<BooksCheck> Checks,
    IReadOnlyList<BooksFlaw> Flaws
)
{
    public bool Agrees => Flaws.Count == 0 && Checks.All(check => check.Difference == "0");
}

/// <summary>A figure of the books beside the chain's own, in the token's smallest unit, with its sign.</summary>
public sealed record BooksCheck(string What, Address Token, string Books, string Chain, string Difference);

/// <summary>A ledger's balance that its postings do not add up to.</summary>
public sealed record BooksFlaw(string Ledger, string Account, string Balance, string Postings);

/// <summary>The books of one token on one chain (<c>GET /ledger/{chain}/{token}</c>).</summary>
public sealed record LedgerSum(Address Token, IReadOnlyList<LedgerAccount> Accounts, bool Balanced);

/// <param name="Balance">Debits minus credits, with its sign, in the token's smallest unit.</param>
public sealed record LedgerAccount(string Kind, Address? Holder, string Balance);
