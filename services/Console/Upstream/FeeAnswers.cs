using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>How a token's amounts are shown.</summary>
public sealed record TokenInfo(ChainSelector Chain, string ChainName, Address Token, string Symbol, int Decimals);

/// <summary>One part of what a stake cost (<c>GET /stakes/{id}/fees</c>).</summary>
/// <param name="Token">On that chain; the zero address is the native coin.</param>
/// <param name="PaidBy">Whose part it was: the staker's or the executor's.</param>
/// <param name="Worth">Null where CCIP told no price.</param>
public sealed record FeePart(
    string Name,
    ChainSelector Chain,
    string? ChainName,
    Address Token,
    Wei Amount,
    string PaidBy,
    Address Payer,
    ulong? Gas,
    B256 TxHash,
    BlockRef Block,
    DateTimeOffset At,
    FeeWorth? Worth
);

/// <summary>What a part was worth by CCIP's price; 18 decimals.</summary>
/// <param name="UsdPerToken">US dollars for 10^18 of the token's smallest unit.</param>
/// <param name="PricedIn">The number of the block that told the price.</param>
public sealed record FeeWorth(U256 Usd, U256 UsdPerToken, ulong PricedIn);

/// <param name="PaidBy">Whose sum it is.</param>
public sealed record FeeTotal(ChainSelector Chain, string? ChainName, Address Token, string PaidBy, Wei Amount);

/// <param name="TakenBack">How many postings a reorg took back.</param>
public sealed record StakeCost(IReadOnlyList<FeePart> Parts, IReadOnlyList<FeeTotal> Totals, int TakenBack);

/// <summary>One named part of what something would cost.</summary>
/// <param name="Source">The call that said it, and of which contract; <paramref name="Block"/> is when.</param>
public sealed record QuotePart(
    string Name,
    ChainSelector Chain,
    string ChainName,
    Address Token,
    Wei Amount,
    string PaidBy,
    string Detail,
    string Source,
    ulong Block
);

/// <summary>CCIP's own fee, whoever pays it; null where it is not taken in that token.</summary>
public sealed record CcipFees(Wei? Native, Wei? Link, Address? LinkToken);

/// <summary>What leaves whoever acts, by token.</summary>
public sealed record QuoteTotal(Address Token, U256 Amount);

/// <summary>What the receiver gets.</summary>
public sealed record QuoteArrival(
    ChainSelector Chain,
    string ChainName,
    Address Token,
    U256 Amount,
    Address Receiver,
    ulong Block
);

/// <summary>How long the last ones took over this lane.</summary>
public sealed record LaneTimes(double? P50Seconds, double? P90Seconds, int Samples);

/// <summary>A limit on the way: at once, from a time on, or not by itself.</summary>
public sealed record QuoteLimit(
    string Name,
    string Where,
    U256? Available,
    bool AtOnce,
    DateTimeOffset? Until,
    string Detail
);

/// <summary>What something would cost now (<c>GET /quotes</c>).</summary>
/// <param name="Kind">Stake, Queue, Redeem or Transfer.</param>
/// <param name="Charged">What is taken besides the amount, in the fee token.</param>
public sealed record Quote(
    string Kind,
    ChainSelector Source,
    string SourceName,
    ChainSelector Destination,
    string DestinationName,
    Address Asset,
    U256 Amount,
    Address Receiver,
    Address FeeToken,
    Wei Charged,
    CcipFees Ccip,
    IReadOnlyList<QuotePart> Parts,
    IReadOnlyList<QuoteTotal> Totals,
    QuoteArrival Arrives,
    LaneTimes ExpectedTime,
    IReadOnlyList<QuoteLimit> Limits,
    DateTimeOffset QuotedAt,
    DateTimeOffset ExpiresAt
);
