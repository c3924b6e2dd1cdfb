using QLStake.Contracts;

namespace QLStake.RateLimitGuard;

/// <summary>
/// GCRA with reservations: a mint is given the exact second at which it fits and keeps it, whoever comes later. Over any
/// run of seconds the mints scheduled in it are at most capacity + refill × seconds. Whole seconds, as hub blocks have them.
/// </summary>
internal static class ValueBucket
{
    /// <summary>A queue longer than this is a question of limits, not of patience.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromDays(30);

    /// <summary>What has not drained by <paramref name="now"/>.</summary>
    public static Assets LevelAt(Bucket bucket, LaneLimits limits, DateTimeOffset now)
    {
        var seconds = (ulong)Math.Max(0, now.ToUnixTimeSeconds() - bucket.At.ToUnixTimeSeconds());
        var drained = limits.RefillPerSecond.Value * seconds;
        return new(bucket.Level.Value > drained ? bucket.Level.Value - drained : U256.Zero);
    }

    /// <summary>Reserves in arrival order; null if it would not fit within <see cref="LongestWait"/>.</summary>
    /// <param name="now">Hub block time; an earlier one than the bucket's counts as the bucket's.</param>
    public static CapacityReserved? Reserve(
        Bucket bucket,
        LaneLimits limits,
        StakeId stake,
        Assets amount,
        DateTimeOffset now
    )
    {
        var at = now > bucket.At ? now : bucket.At;
        var level = LevelAt(bucket, limits, at).Value + amount.Value;
        return WaitFor(level, limits) is { } wait && wait <= LongestWait
            ? new(stake, amount, at + wait, new(level), at)
            : null;
    }

    /// <summary>
    /// Frees a place that will not be used. What may have drained of it is not counted twice, and under a stake that still
    /// waits nothing is freed: its moment is promised, and a newcomer in the gap would pass together with it.
    /// </summary>
    /// <returns>Null where nothing can be freed.</returns>
    public static CapacityGivenBack? GiveBack(Bucket bucket, LaneLimits limits, CapacityReserved place)
    {
        if (bucket.Waiting.Any(other => other.Key != place.StakeId && other.Value >= place.Until))
            return null;
        var seconds = (ulong)Math.Max(0, bucket.At.ToUnixTimeSeconds() - place.At.ToUnixTimeSeconds());
        var drained = limits.RefillPerSecond.Value * seconds;
        if (drained >= place.Amount.Value)
            return null;
        var rest = place.Amount.Value - drained;
        return bucket.Level.Value >= rest ? new(place.StakeId, new(rest), new(bucket.Level.Value - rest)) : null;
    }

    private static TimeSpan? WaitFor(U256 level, LaneLimits limits)
    {
        var (capacity, refill) = (limits.Capacity.Value, limits.RefillPerSecond.Value);
        if (level <= capacity)
            return TimeSpan.Zero;
        if (refill.IsZero)
            return null;
        var excess = level - capacity;
        var seconds = excess / refill + (excess % refill == U256.Zero ? U256.Zero : U256.One);
        return seconds <= (ulong)LongestWait.TotalSeconds ? TimeSpan.FromSeconds((double)(ulong)seconds) : null;
    }
}
