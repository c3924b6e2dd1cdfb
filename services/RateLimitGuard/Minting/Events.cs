using System.Text.Json.Serialization;
using QLStake.Contracts;

namespace QLStake.RateLimitGuard;

/// <summary>The router asked. Nothing in it is believed.</summary>
/// <param name="Fingerprint">keccak of the whole message: the same asking again says nothing new.</param>
/// <param name="At">When it was taken in, host time.</param>
internal sealed record MintAsked(
    StakeId StakeId,
    int Round,
    StakeItem Item,
    B256 Root,
    IReadOnlyList<B256> Proof,
    MintEvidence Evidence,
    B256 Fingerprint,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MessageKind? Kind = null
)
{
    /// <summary>What the leaf is.</summary>
    [JsonIgnore]
    public MessageKind LeafKind => Kind ?? MessageKind.Stake;
}

/// <summary>The message contradicts itself: no chain needs to be read to see it. The asking before it stands.</summary>
internal sealed record AskingRefuted(
    StakeId StakeId,
    int Round,
    Address Guardian,
    B256 Fingerprint,
    string Reason,
    DateTimeOffset RetryAt
);

/// <summary>Lock, message and receipt were read on both chains.</summary>
/// <param name="HubTime">Block time of the hub: the time of the decision.</param>
/// <param name="SourceFinalized">Height up to which the source chain was final.</param>
internal sealed record LockProven(StakeId StakeId, int Round, DateTimeOffset HubTime, ulong SourceFinalized);

/// <summary>Something that has to be proven was not visible.</summary>
/// <param name="Looks">How often in a row.</param>
/// <param name="LockAbsentSince">Since when the source chain's final state has no such lock, host time; null if that is not what is missing.</param>
/// <param name="News">Whether the router is told: it was told before otherwise.</param>
internal sealed record ProofMissing(
    StakeId StakeId,
    int Round,
    Address Guardian,
    string Missing,
    int Looks,
    DateTimeOffset? LockAbsentSince,
    DateTimeOffset RetryAt,
    bool News
);

/// <summary>Capacity of a lane is promised to a stake; on the bucket's stream and on the mint's.</summary>
/// <param name="Until">Hub time from which it may be minted.</param>
/// <param name="Level">The bucket's level with it.</param>
/// <param name="At">Hub time of the reservation.</param>
internal sealed record CapacityReserved(
    StakeId StakeId,
    Assets Amount,
    DateTimeOffset Until,
    Assets Level,
    DateTimeOffset At
);

/// <summary>A rejected stake's place is free again; on the bucket's stream and on the mint's.</summary>
/// <param name="Amount">What of it had not drained, in the asset's smallest unit.</param>
/// <param name="Level">The bucket's level without it, as of the bucket's last reservation.</param>
internal sealed record CapacityGivenBack(StakeId StakeId, Assets Amount, Assets Level);

/// <summary>Verdict: signed.</summary>
internal sealed record Approved(
    StakeId StakeId,
    int Round,
    Address Guardian,
    B256 Root,
    ulong Expires,
    B256 PolicyHash,
    string Signature
);

/// <summary>Verdict: not before <paramref name="Until"/> (hub time); <paramref name="WakeAt"/> is when this host looks again.</summary>
internal sealed record Deferred(
    StakeId StakeId,
    int Round,
    Address Guardian,
    DateTimeOffset Until,
    string Reason,
    B256 PolicyHash,
    DateTimeOffset WakeAt,
    bool News
);

/// <summary>Verdict: a human has to look.</summary>
internal sealed record Held(StakeId StakeId, int Round, Address Guardian, string Reason, B256 PolicyHash);

/// <summary>Verdict: never.</summary>
internal sealed record Rejected(StakeId StakeId, int Round, Address Guardian, string Reason, B256 PolicyHash);

/// <summary>The hub has consumed the leaf already: there is nothing left to decide.</summary>
internal sealed record LeafFoundConsumed(StakeId StakeId, int Round);
