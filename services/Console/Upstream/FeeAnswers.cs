using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>How a token's amounts are shown.</summary>
internal sealed record TokenInfo(ChainSelector Chain, string ChainName, Address Token, string Symbol, int Decimals);

/// <summary>One part of what a stake cost (<c>GET /stakes/{id}/fees</c>).</summary>
/// <param name="Token">On that chain; the zero address is the native coin.</param>
/// <param name="PaidBy">Whose part it was: the staker's or the executor's.</param>
internal sealed record FeePart(
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
    DateTimeOffset At
);

/// <param name="PaidBy">Whose sum it is.</param>
internal sealed record FeeTotal(ChainSelector Chain, string? ChainName, Address Token, string PaidBy, Wei Amount);

/// <param name="TakenBack">How many postings a reorg took back.</param>
internal sealed record StakeCost(IReadOnlyList<FeePart> Parts, IReadOnlyList<FeeTotal> Totals, int TakenBack);

/// <summary>One named part of what a stake would cost.</summary>
internal sealed record QuotePart(
    string Name,
    ChainSelector Chain,
    string ChainName,
    Address Token,
    Wei Amount,
    string PaidBy,
    string Detail
);

/// <summary>What a stake would cost now (<c>GET /quotes</c>).</summary>
/// <param name="Charged">What <c>stake</c> takes besides the asset, in the fee token.</param>
internal sealed record StakeQuote(
    ChainSelector Source,
    string SourceName,
    ChainSelector Destination,
    string DestinationName,
    Address Asset,
    U256 Amount,
    Address Receiver,
    Address FeeToken,
    Wei Charged,
    IReadOnlyList<QuotePart> Parts,
    DateTimeOffset QuotedAt,
    DateTimeOffset ExpiresAt
);
