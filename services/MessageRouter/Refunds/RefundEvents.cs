using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>The guards rejected the stake and were asked to sign that it may be given back. The same round again is a reminder.</summary>
public sealed record RefundApprovalAsked(
    ApproveRefund Command,
    IReadOnlyList<Address> Guardians,
    int Threshold,
    int Attempt,
    DateTimeOffset At,
    TimeSpan Patience
);

/// <summary>A guard signed, or said why it does not.</summary>
/// <param name="Until">When it may be asked again.</param>
/// <param name="Position">The answer's place in the guard's log.</param>
public sealed record RefundAnswered(
    Address Guardian,
    int Round,
    RefundApproved? Approval,
    string? Reason,
    DateTimeOffset? Until,
    long Position,
    DateTimeOffset At
);

/// <summary>k guards signed, and the executor was told.</summary>
public sealed record RefundAsked(ExecuteRefund Command, int Attempt, DateTimeOffset At, TimeSpan Patience);
