using QLStake.Protocol.Bindings;

namespace QLStake.RateLimitGuard;

/// <summary>What one endpoint of the source chain showed at its finalized height, not judged yet.</summary>
/// <param name="Finalized">The finalized height; everything below was read at or under it.</param>
/// <param name="Time">Its block's time.</param>
/// <param name="LockFinal">Whether the block that is said to hold the lock is final.</param>
/// <param name="Sent">What the satellite itself keeps of the root; zeros for a root it never sent.</param>
/// <param name="Lock">What the satellite's log of this stake in that block says is locked.</param>
/// <param name="RootSent">The satellite's log of this root.</param>
/// <param name="Message">The OnRamp's log of the message that the satellite says carried the root.</param>
internal sealed record SourceSighting(
    ulong Finalized,
    DateTimeOffset Time,
    bool LockFinal,
    QLStakeSatellite.SentRoot? Sent,
    QLStakeSatellite.Item? Lock,
    QLStakeSatellite.RootSent? RootSent,
    OnRamp.CCIPMessageSent? Message
);

/// <summary>The message that carried the root, as the hub's side must know it.</summary>
/// <param name="Leaf">CCIP's leaf: what the OffRamp calls the message hash.</param>
internal sealed record SentMessage(B256 MessageId, ulong SequenceNumber, B256 Leaf);
