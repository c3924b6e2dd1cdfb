using QLStake.Contracts;

namespace QLStake.MintExecutor;

/// <summary>The router asked for a call, or asks for it anew.</summary>
/// <param name="Fingerprint">keccak of the whole order: the same again says nothing new.</param>
internal sealed record OperationQueued(OperationOrder Order, B256 Fingerprint, DateTimeOffset At);

/// <summary>The call is in a batch, alone; written in the batch's own transaction.</summary>
internal sealed record OperationClaimed(OperationName Operation, string BatchId) : IClaimed;

/// <summary>A transaction with the call left; again for each replacement.</summary>
internal sealed record OperationSent(OperationName Operation, string BatchId, B256 TxHash) : ISent;

/// <summary>The contract would not take it, or did not; it is tried again.</summary>
/// <param name="RetryAt">When it is looked at again.</param>
/// <param name="Told">The moment that the contract named, else <paramref name="RetryAt"/>.</param>
/// <param name="Tries">How often in a row.</param>
/// <param name="Paused">Always false: one at a time is asked about.</param>
/// <param name="News">Whether the router is told: the reason has changed.</param>
internal sealed record OperationDelayed(
    OperationName Operation,
    string Reason,
    DateTimeOffset RetryAt,
    DateTimeOffset Told,
    int Tries,
    bool Paused,
    bool News
) : IDelayed;

/// <summary>Its approvals no longer count, or it can never be done as it was asked for.</summary>
internal sealed record OperationGivenBack(OperationName Operation, string Reason) : IGivenBack;

/// <summary>It is done, in a block that may still go away.</summary>
internal sealed record OperationMined(OperationName Operation, string BatchId) : IMined;

/// <summary>The block went away.</summary>
internal sealed record OperationUnmined(OperationName Operation, string BatchId) : IUnmined;

/// <summary>It is done for good, by us or by someone else.</summary>
internal sealed record OperationSettled(OperationName Operation) : ISettled;
