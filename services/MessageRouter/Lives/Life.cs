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
}

/// <summary>A stake with all that says where it is: its own stream, its message's, its hub's.</summary>
public sealed record Life(Stake Stake, Root Root, HubStatus Hub)
{
    /// <summary>A reorg takes facts back, so the state is read off what holds now, the furthest first.</summary>
    public StakeState State =>
        Stake.Final is not null ? StakeState.MintFinalized
        : Stake.Minted is not null ? StakeState.MintConfirmed
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
