using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>A stake in the list.</summary>
/// <param name="Amount">In the asset's smallest unit.</param>
public sealed record StakeRow(
    StakeId StakeId,
    string State,
    Waiting Waiting,
    ChainSelector? Source,
    string? SourceName,
    ChainSelector? Destination,
    string? DestinationName,
    Address? Asset,
    Assets? Amount,
    Address? Receiver,
    DateTimeOffset? LockedAt,
    MessageId? MessageId
);

/// <param name="Tokens">Symbol and decimals of the tokens named in this answer, as far as known.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
public sealed record StakeList(IReadOnlyList<StakeRow> Stakes, IReadOnlyList<TokenInfo> Tokens, string? Next);

/// <summary>A step of a stake's way.</summary>
/// <param name="At">The block's time for what a chain said, the deciding service's for what was decided.</param>
public sealed record Step(
    DateTimeOffset At,
    string What,
    ChainSelector? Chain,
    string? ChainName,
    BlockRef? Block,
    B256? TxHash,
    string? Detail
);

/// <summary>A stake's whole life with what it cost.</summary>
/// <param name="Fees">Null while none are known; <paramref name="FeesNote"/> then says why.</param>
/// <param name="TraceUrl">Where its trace is looked at, if the operator named a place.</param>
public sealed record StakeLife(
    StakeId StakeId,
    string State,
    Waiting Waiting,
    ChainSelector? Source,
    string? SourceName,
    ChainSelector? Destination,
    string? DestinationName,
    Address? Asset,
    Assets? Amount,
    Address? Staker,
    Address? Receiver,
    Address? RefundTo,
    MessageId? MessageId,
    ulong? SequenceNumber,
    B256? Root,
    Shares? Shares,
    IReadOnlyList<Step> Timeline,
    StakeCost? Fees,
    string? FeesNote,
    IReadOnlyList<TokenInfo> Tokens,
    string TraceId,
    string? TraceUrl
)
{
    /// <summary>What its leaf says; null while its lock has not been seen.</summary>
    public StakeItem? Item { get; init; }
}
