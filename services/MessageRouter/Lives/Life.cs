using System.Text.Json.Serialization;
using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>Where a stake is on its way (design, the life of a stake).</summary>
public enum StakeState
{
    /// <summary>No lock holds: not seen yet, or its block was orphaned.</summary>
    NotLocked,
    Locked,
    MessageSent,
    RootCommitted,
    ExecutionFailed,
    Executed,
    RootReceived,
    MintDeferred,
    MintHeld,
    MintRejected,
    MintApproved,
    MintSubmitted,
    MintConfirmed,
    MintFinalized,

    /// <summary>Taken back on the hub; its refund leaf waits for the batch of refunds.</summary>
    Refunded,
    RefundSent,

    /// <summary>Given back on its satellite, or claimable there.</summary>
    Returned,
    ReturnFinalized,
}

/// <summary>A stake with all that says where it is: its own stream, its message's, its hub's.</summary>
public sealed record Life(Stake Stake, Root Root, HubStatus Hub)
{
    /// <summary>What became of its refund.</summary>
    public Return WayBack { get; init; } = new(Release.Initial, Root.Initial);

    /// <summary>When the batch it waits in leaves at the latest, where that is promised.</summary>
    public DateTimeOffset? FlushBy { get; init; }

    /// <summary>A reorg takes facts back, so the state is read off what holds now, the furthest first.</summary>
    public StakeState State =>
        Stake.Final is not null ? StakeState.MintFinalized
        : Stake.Minted is not null ? StakeState.MintConfirmed
        : WayBack.Release.Final is not null ? StakeState.ReturnFinalized
        : Stake.Returned is not null ? StakeState.Returned
        : Stake.Refunded is not null ? (WayBack.Root.Sent is null ? StakeState.Refunded : StakeState.RefundSent)
        : Root.Received is null ? OnItsWay
        : Stake.Round is { } round ? WithTheGuards(round)
        : StakeState.RootReceived;

    public Waiting Waiting => WaitingRules.Of(this);

    private StakeState OnItsWay =>
        Root.Executed is { Fact.State: ExecutionState.Success } ? StakeState.Executed
        : Root.Executed is { Fact.State: ExecutionState.Failure } ? StakeState.ExecutionFailed
        : Root.Committed is not null ? StakeState.RootCommitted
        : Root.Sent is not null || Stake.Message is not null ? StakeState.MessageSent
        : Stake.Locked is not null ? StakeState.Locked
        : StakeState.NotLocked;

    private static StakeState WithTheGuards(Round round) =>
        round switch
        {
            { Report.Kind: ReportKind.Submitted } => StakeState.MintSubmitted,
            { IsReturned: true } => StakeState.RootReceived,
            { Execution: not null } => StakeState.MintApproved,
            _ => Agreement.Of(round).Outcome switch
            {
                Outcome.Deferred => StakeState.MintDeferred,
                Outcome.Held => StakeState.MintHeld,
                Outcome.Rejected => StakeState.MintRejected,
                Outcome.Approved => StakeState.MintApproved,
                _ => StakeState.RootReceived,
            },
        };
}
