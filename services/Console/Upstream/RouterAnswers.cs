using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>The one reason why a stake is not further.</summary>
/// <param name="Owner">Whose turn it is.</param>
/// <param name="Until">When it ends, where that is known.</param>
/// <param name="Remedy">What the user or the operator can do.</param>
public sealed record Waiting(
    string Cause,
    string Owner,
    DateTimeOffset? Since,
    DateTimeOffset? Until,
    string Detail,
    string Remedy
);

/// <summary>A stake in the router's list (<c>GET /stakes</c>).</summary>
public sealed record RouterStake(
    StakeId StakeId,
    string State,
    Waiting Waiting,
    StakeItem? Item,
    DateTimeOffset? LockedAt,
    MessageId? MessageId
);

public sealed record RouterPage(IReadOnlyList<RouterStake> Stakes, string? Next);

/// <summary>A step as the router tells it.</summary>
public sealed record RouterStep(
    DateTimeOffset At,
    string What,
    ChainSelector? Chain,
    BlockRef? Block,
    B256? TxHash,
    string? Detail
);

/// <summary>A stake's whole life (<c>GET /stakes/{id}</c>).</summary>
public sealed record RouterLife(
    StakeId StakeId,
    string State,
    Waiting Waiting,
    StakeItem? Item,
    Address? Staker,
    MessageId? MessageId,
    ulong? SequenceNumber,
    B256? Root,
    Shares? Shares,
    IReadOnlyList<RouterStep> Timeline,
    string TraceId
);
