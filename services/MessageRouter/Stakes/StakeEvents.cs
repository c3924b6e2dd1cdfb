using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>The guards were asked. The same round again is a reminder; a higher one wants fresh signatures.</summary>
/// <param name="Guardians">Who was asked: n.</param>
/// <param name="Threshold">How many have to approve: k.</param>
/// <param name="Attempt">Counts the reminders of one round, from 1.</param>
/// <param name="Patience">How long to wait for answers before asking again.</param>
public sealed record ApprovalAsked(
    ApproveMint Command,
    IReadOnlyList<Address> Guardians,
    int Threshold,
    int Attempt,
    DateTimeOffset At,
    TimeSpan Patience
);

public enum VerdictKind
{
    Approved,
    Deferred,
    NotYetProvable,
    Held,
    Rejected,
}

/// <summary>A guard answered. Its later answer to the same round replaces the earlier one.</summary>
/// <param name="Until">When it will answer again by itself, for a verdict that is not final.</param>
/// <param name="Position">The answer's place in the guard's log.</param>
public sealed record VerdictGiven(
    Address Guardian,
    int Round,
    VerdictKind Kind,
    string? Reason,
    DateTimeOffset? Until,
    MintApproved? Approval,
    long Position,
    DateTimeOffset At
);

/// <summary>k guards approved, and the executor was told.</summary>
public sealed record MintAsked(ExecuteMint Command, int Attempt, DateTimeOffset At, TimeSpan Patience);

public enum ReportKind
{
    Submitted,
    Postponed,
    Returned,
}

/// <summary>The executor answered.</summary>
/// <param name="Until">Postponed: when it tries again. Returned: when the guards are asked for fresh approvals.</param>
/// <param name="Position">The answer's place in the executor's log.</param>
public sealed record ExecutionReported(
    int Round,
    ReportKind Kind,
    B256? TxHash,
    string? BatchId,
    string? Reason,
    DateTimeOffset? Until,
    long Position,
    DateTimeOffset At
);

/// <summary>The mint is in a final block of the hub's chain: the end of a stake's way.</summary>
public sealed record MintFinalized(ChainSelector Chain, ulong UpTo, DateTimeOffset At);
