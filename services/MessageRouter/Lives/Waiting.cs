namespace QLStake.MessageRouter;

/// <summary>What a stake waits for.</summary>
public enum WaitingCause
{
    WaitingForLock,
    WaitingForSending,
    WaitingForBatch,
    WaitingForSourceFinality,
    WaitingForCommit,
    WaitingForExecution,
    ExecutionFailed,
    WaitingForRoot,
    WaitingForApproval,
    NotYetProvable,
    Deferred,
    Held,
    Rejected,
    MintingPaused,
    WaitingForMint,
    WaitingForHubFinality,
    WaitingForArrival,
    WaitingForDestinationFinality,
    WaitingForRefund,
    WaitingForRelease,
    WaitingForPayout,
    Claimable,
    Done,
}

/// <summary>Whose turn it is.</summary>
public enum WaitingOwner
{
    Chain,
    Ccip,
    Guard,
    Executor,
    Operator,
    User,
}

/// <summary>The one reason why a stake is not further, at any time.</summary>
/// <param name="Since">When the wait began: the block's time or the decision's.</param>
/// <param name="Until">When it ends, where that is known.</param>
/// <param name="Remedy">What the user or the operator can do; often only to wait.</param>
public sealed record Waiting(
    WaitingCause Cause,
    WaitingOwner Owner,
    DateTimeOffset? Since,
    DateTimeOffset? Until,
    string Detail,
    string Remedy
)
{
    /// <summary>As it is told at a moment: an end that has passed is no promise, and limits are told in the asset's unit.</summary>
    public Waiting Told(DateTimeOffset now, AssetUnit unit) =>
        this with
        {
            Until = Until <= now ? null : Until,
            Detail = Cause is WaitingCause.Held or WaitingCause.Deferred ? unit.In(Detail) : Detail,
        };
}
