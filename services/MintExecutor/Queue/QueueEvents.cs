using QLStake.Contracts;

namespace QLStake.MintExecutor;

/// <summary>The router handed over an approved mint, or fresh approvals for it.</summary>
/// <param name="Fingerprint">keccak of the whole order: the same again says nothing new.</param>
internal sealed record MintQueued(ExecuteMint Order, B256 Fingerprint, DateTimeOffset At);

/// <summary>The mint is part of a batch; written in the batch's own transaction.</summary>
internal sealed record MintClaimed(StakeId StakeId, int Round, string BatchId) : IClaimed;

/// <summary>A transaction that holds the mint left; again for each replacement.</summary>
internal sealed record MintSent(StakeId StakeId, int Round, string BatchId, B256 TxHash) : ISent;

/// <summary>The hub would not mint it, or did not; it is tried again.</summary>
/// <param name="Tries">How often in a row.</param>
/// <param name="Paused">It waits until minting is unpaused.</param>
/// <param name="News">Whether the router is told: the reason has changed.</param>
internal sealed record MintDelayed(
    StakeId StakeId,
    int Round,
    string Reason,
    DateTimeOffset RetryAt,
    int Tries,
    bool Paused,
    bool News
) : IDelayed;

/// <summary>Its approvals no longer count, or it can never be minted as it was handed over.</summary>
internal sealed record MintGivenBack(StakeId StakeId, int Round, string Reason) : IGivenBack;

/// <summary>The shares are with the receiver, in a block that may still go away.</summary>
internal sealed record MintMined(StakeId StakeId, int Round, string BatchId) : IMined;

/// <summary>The block went away.</summary>
internal sealed record MintUnmined(StakeId StakeId, int Round, string BatchId) : IUnmined;

/// <summary>The leaf is consumed for good, by us or by someone else.</summary>
internal sealed record MintSettled(StakeId StakeId, int Round) : ISettled;
