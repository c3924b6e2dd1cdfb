using QLStake.Contracts;

namespace QLStake.Cli;

/// <summary>A stake's life as the message-router tells it, <c>GET /stakes/{id}</c>.</summary>
/// <param name="State">Where it is, e.g. <c>MintHeld</c>.</param>
/// <param name="Shares">What its receiver got; null before the mint.</param>
/// <param name="TraceId">Of the trace that carries its whole life.</param>
public sealed record StakeStory(
    StakeId StakeId,
    string State,
    WaitingStory Waiting,
    StakeItem? Item,
    Address? Staker,
    PaidFees? Fees,
    MessageId? MessageId,
    ulong? SequenceNumber,
    Shares? Shares,
    IReadOnlyList<StoryStep> Timeline,
    string TraceId
)
{
    /// <summary>Nothing more comes by itself.</summary>
    public bool IsSettled => State is "MintFinalized" or "MintHeld" or "ReturnFinalized";
}

/// <summary>The one reason why a stake is not further.</summary>
public sealed record WaitingStory(
    string Cause,
    string Owner,
    DateTimeOffset? Since,
    DateTimeOffset? Until,
    string Detail,
    string Remedy
);

/// <summary>What was charged at the lock; the zero address is the native coin.</summary>
public sealed record PaidFees(Address Token, Wei CcipFee, Wei ExecutionFee);

/// <summary>One step of a stake's way.</summary>
public sealed record StoryStep(
    DateTimeOffset At,
    string What,
    ChainSelector? Chain,
    BlockRef? Block,
    B256? TxHash,
    string? Detail
);

/// <summary>A page of the router's list, the youngest first.</summary>
public sealed record StoryPage(IReadOnlyList<StorySummary> Stakes, string? Next);

/// <summary>A stake in that list.</summary>
public sealed record StorySummary(StakeId StakeId, string State);
