using QLStake.Contracts;

namespace QLStake.RateLimitGuard;

/// <summary>A mint as it is shown.</summary>
/// <param name="Id">Its stream.</param>
/// <param name="Until">Hub time of its place in the bucket.</param>
/// <param name="Expires">End of a standing approval, seconds since 1970, hub time.</param>
internal sealed record MintView(
    string Id,
    MintStanding Standing,
    int? Round,
    StakeItem? Item,
    string? Reason,
    DateTimeOffset? Until,
    ulong? Expires,
    int Looks
)
{
    /// <summary>When the standing asking was taken in, host time; null for what was asked before this was kept.</summary>
    public DateTimeOffset? AskedAt { get; init; }
}

/// <summary>A bucket as it is shown, at the time of its last reservation.</summary>
internal sealed record BucketView(string Id, Assets Level, DateTimeOffset At, int Waiting);
