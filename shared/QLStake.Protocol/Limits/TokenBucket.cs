using QLStake.Contracts;

namespace QLStake.Protocol.Limits;

/// <summary>
/// A bucket on value and on count as the contracts keep it (<c>QLBucket</c>): both are taken or neither. A lowered limit
/// lapses by itself; what the bucket holds is then refilled at the standing speed, from that second on. Times are block
/// times of the bucket's chain, in whole seconds; one before <see cref="At"/> counts as <see cref="At"/>.
/// </summary>
/// <remarks>Who may lower it, and how often, is the contract's to know.</remarks>
/// <param name="Level">What it held at <paramref name="At"/>.</param>
/// <param name="At">When it was last changed; the epoch if never.</param>
/// <param name="Standing">The limits last set, which hold again when a lowering lapses.</param>
/// <param name="Lowered">The limits in force until <paramref name="LoweredUntil"/>.</param>
/// <param name="LoweredUntil">When the lowering lapses; the epoch if there is none.</param>
public sealed record TokenBucket(
    BucketLevel Level,
    DateTimeOffset At,
    BucketLimits Standing,
    BucketLimits Lowered,
    DateTimeOffset LoweredUntil
)
{
    /// <summary>How long a lowering holds.</summary>
    public static TimeSpan LoweredFor { get; } = TimeSpan.FromDays(7);

    /// <summary>Never set: nothing passes.</summary>
    public static TokenBucket Empty { get; } =
        new(default, DateTimeOffset.UnixEpoch, BucketLimits.None, BucketLimits.None, DateTimeOffset.UnixEpoch);

    /// <summary>The limits in force.</summary>
    public BucketLimits LimitsAt(DateTimeOffset now) => now < LoweredUntil ? Lowered : Standing;

    /// <summary>What can be taken.</summary>
    public BucketLevel HeldAt(DateTimeOffset now)
    {
        now = Later(now, At);
        // A lapsed lowering still shaped the time before it lapsed.
        var lapse = Later(At, LoweredUntil < now ? LoweredUntil : now);
        var level = At < LoweredUntil ? Level.After(Seconds(At, lapse), Lowered) : Level;
        return now < LoweredUntil ? level : level.After(Seconds(lapse, now), Standing);
    }

    /// <summary>Takes <paramref name="amount"/> and one item; null if either is not there.</summary>
    public TokenBucket? Take(Assets amount, DateTimeOffset now)
    {
        var held = HeldAt(now);
        return amount.Value <= held.Value.Value && held.Count >= BucketLevel.Item
            ? this with
            {
                Level = new(new(held.Value.Value - amount.Value), held.Count - BucketLevel.Item),
                At = Later(now, At),
            }
            : null;
    }

    /// <summary>
    /// First second at which <paramref name="amount"/> and one item can be taken if nothing else is; null if never, or not
    /// before the year 10000.
    /// </summary>
    public DateTimeOffset? RetryAt(Assets amount, DateTimeOffset now)
    {
        now = Later(now, At);
        var held = HeldAt(now);
        return
            WaitFor(amount.Value, held.Value.Value, Lowered.Value, Standing.Value, now) is { } value
            && WaitFor(BucketLevel.Item, held.Count, Lowered.Count, Standing.Count, now) is { } count
            && U256.Max(value, count) is var wait
            && wait <= Seconds(now, DateTimeOffset.MaxValue)
            ? now.AddSeconds((ulong)wait)
            : null;
    }

    /// <summary>
    /// Sets the standing limits and ends a lowering. The first time fills the bucket; later it keeps what it holds, cut to
    /// the new capacities.
    /// </summary>
    public TokenBucket Configure(BucketLimits limits, DateTimeOffset now)
    {
        var level = At == DateTimeOffset.UnixEpoch ? Full(limits) : HeldAt(now).CutTo(limits);
        return new(level, Later(now, At), limits, BucketLimits.None, DateTimeOffset.UnixEpoch);
    }

    /// <summary>Lowers the limits for a time, each to at most what is in force; adds nothing to what the bucket holds.</summary>
    public TokenBucket Lower(BucketLimits limits, DateTimeOffset now)
    {
        now = Later(now, At);
        var lowered = limits.LowerOf(LimitsAt(now));
        return new(HeldAt(now).CutTo(lowered), now, Standing, lowered, now + LoweredFor);
    }

    private U256? WaitFor(U256 needed, U256 level, Refill lowered, Refill standing, DateTimeOffset now)
    {
        if (now >= LoweredUntil)
        {
            return standing.Until(needed, level);
        }
        var lapse = Seconds(now, LoweredUntil);
        return lowered.Until(needed, level) is { } soon && soon <= lapse
            ? soon
            : lapse + standing.Until(needed, lowered.After(lapse, level));
    }

    private static BucketLevel Full(BucketLimits limits) => new(limits.Capacity, (ulong)limits.Count.Capacity);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static U256 Seconds(DateTimeOffset from, DateTimeOffset to) =>
        (ulong)(to.ToUnixTimeSeconds() - from.ToUnixTimeSeconds());
}
