using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>A leaf of the way back with all that says where it is: its own stream, and its message's.</summary>
public sealed record Return(Release Release, Root Root)
{
    /// <summary>A reorg takes facts back, so the state is read off what holds now, the furthest first.</summary>
    public ReleaseState State =>
        Release switch
        {
            { Final: not null, Paid.Taken: true } => ReleaseState.Finalized,
            { Waits: not null } => ReleaseState.PartlyPaid,
            { Paid.Taken: true } => ReleaseState.Paid,
            { Paid.Taken: false } => ReleaseState.Claimable,
            { Report.Kind: ReportKind.Submitted } => ReleaseState.Submitted,
            _ => OnItsWay,
        };

    public Waiting Waiting => ReleaseWaiting.Of(this);

    private ReleaseState OnItsWay =>
        Root.Received is not null ? ReleaseState.RootReceived
        : Root.Executed is { Fact.State: ExecutionState.Success } ? ReleaseState.Executed
        : Root.Executed is { Fact.State: ExecutionState.Failure } ? ReleaseState.ExecutionFailed
        : Root.Committed is not null ? ReleaseState.Committed
        : Root.Sent is not null || Release.Redeemed is not null ? ReleaseState.Sent
        : Release.Refunded is not null ? ReleaseState.Queued
        : ReleaseState.NotBegun;
}
