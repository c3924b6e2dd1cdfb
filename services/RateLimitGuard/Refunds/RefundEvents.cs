using QLStake.Contracts;

namespace QLStake.RateLimitGuard;

/// <summary>The router asked for a refund's signature. Nothing in it is believed.</summary>
/// <param name="Fingerprint">keccak of the whole message: the same asking again says nothing new.</param>
internal sealed record RefundAsked(
    StakeId StakeId,
    int Round,
    StakeItem Item,
    B256 Root,
    IReadOnlyList<B256> Proof,
    MintEvidence Evidence,
    string Reason,
    B256 Fingerprint,
    DateTimeOffset At
);

/// <summary>Signed.</summary>
/// <param name="Expires">Seconds since 1970, hub time.</param>
internal sealed record RefundSigned(
    StakeId StakeId,
    int Round,
    Address Guardian,
    B256 Root,
    ulong Expires,
    string Signature
);

/// <summary>On the mint's stream: a refund was signed, so the mint is never approved from then on.</summary>
internal sealed record MintRuledOut(StakeId StakeId);

/// <summary>Not signed, and looked at again at <paramref name="RetryAt"/>.</summary>
/// <param name="Looks">How often in a row.</param>
/// <param name="News">Whether the router is told: it was told before otherwise.</param>
internal sealed record RefundWithheld(
    StakeId StakeId,
    int Round,
    Address Guardian,
    string Reason,
    int Looks,
    DateTimeOffset RetryAt,
    bool News
);

/// <summary>The hub has consumed the leaf already: there is nothing left to sign.</summary>
internal sealed record RefundFoundConsumed(StakeId StakeId, int Round);
