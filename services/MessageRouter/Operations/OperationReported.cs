namespace QLStake.MessageRouter;

/// <summary>The executor answered about an operation.</summary>
/// <param name="Until">Postponed: when it tries again. Returned: when it is asked for anew.</param>
/// <param name="Position">The answer's place in the executor's log.</param>
public sealed record OperationReported(
    string OperationId,
    int Round,
    ReportKind Kind,
    B256? TxHash,
    string? Reason,
    DateTimeOffset? Until,
    long Position,
    DateTimeOffset At
);

/// <summary>What is known of one operation that the executor was asked for.</summary>
/// <param name="At">When it was last asked for.</param>
/// <param name="Patience">How long it may stay unanswered.</param>
public sealed record Operation(int Round, int Attempt, DateTimeOffset At, TimeSpan Patience, OperationReported? Report)
{
    /// <summary>The executor gave it back: only a new round goes on.</summary>
    public bool IsReturned => Report?.Kind == ReportKind.Returned;

    /// <summary>When it has to be said again, or asked for anew; null while the executor is at it.</summary>
    public DateTimeOffset? WakeAt =>
        IsReturned ? Report!.Until
        : Report is null ? At + Patience
        : null;

    /// <summary>Only an answer to the round that is open says anything, and only once.</summary>
    public bool Awaits(OperationReported report) => report.Round == Round && !(Report?.Position >= report.Position);
}
