using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>One named part of what it would cost.</summary>
/// <param name="Token">On that chain; the zero address is the native coin.</param>
/// <param name="Amount">In the token's smallest unit.</param>
/// <param name="PaidBy">The staker, the caller or the subsidy pot, or later the executor.</param>
/// <param name="Source">The call that said it, and of which contract.</param>
/// <param name="Block">The chain's block it was said at.</param>
public sealed record QuotePart(
    PostingKind Name,
    ChainSelector Chain,
    string ChainName,
    Address Token,
    Wei Amount,
    string PaidBy,
    string Detail,
    string Source,
    ulong Block
);

/// <summary>CCIP's own fee for the message, whoever pays it.</summary>
/// <param name="Native">In native coin; null where it is not taken.</param>
/// <param name="Link">In LINK; null where it is not taken, or not priced now.</param>
public sealed record CcipFees(Wei? Native, Wei? Link, Address? LinkToken);

/// <summary>What leaves whoever acts, by token: principal and fees together.</summary>
public sealed record QuoteTotal(Address Token, U256 Amount);

/// <summary>What the receiver gets, at the exchange rate of this block.</summary>
public sealed record QuoteArrival(
    ChainSelector Chain,
    string ChainName,
    Address Token,
    U256 Amount,
    Address Receiver,
    ulong Block
);

/// <summary>How long the last ones of this kind took over this lane, by the chains' own clocks.</summary>
/// <param name="Samples">How many; none means that nothing is known.</param>
public sealed record LaneTimes(double? P50Seconds, double? P90Seconds, int Samples);

/// <summary>A limit on the way.</summary>
/// <param name="Available">What it would let through at once; null where it does not say.</param>
/// <param name="Until">When it would let this through if nothing else came; null if at once, or never by itself.</param>
public sealed record QuoteLimit(
    string Name,
    string Where,
    U256? Available,
    bool AtOnce,
    DateTimeOffset? Until,
    string Detail
);

/// <summary>What something would cost now.</summary>
/// <param name="Charged">What is taken besides the amount, in the fee token.</param>
/// <param name="ExpiresAt">Until when to decide by it; <c>maxFee</c> of <c>stake</c> is what protects the staker.</param>
public sealed record Quote(
    QuoteKind Kind,
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
