namespace QLStake.FeeAccounting;

/// <summary>A token bucket as a contract shows it.</summary>
/// <param name="Available">What can be taken at once.</param>
/// <param name="Items">How many can be.</param>
public sealed record BucketSight(U256 Capacity, U256 RefillPerSecond, U256 Available, U256 Items)
{
    /// <summary>When this amount fits if nothing else is taken; null if never.</summary>
    /// <param name="at">The chain's clock when the bucket was seen.</param>
    public DateTimeOffset? Fits(U256 amount, DateTimeOffset at)
    {
        if (amount <= Available)
            return at;
        if (amount > Capacity || RefillPerSecond.IsZero)
            return null;
        var (seconds, rest) = U256.DivRem(amount - Available, RefillPerSecond);
        return at.AddSeconds((double)seconds + (rest.IsZero ? 0 : 1));
    }
}

/// <summary>Limits in words.</summary>
public static class LimitRules
{
    /// <param name="amount">In the unit of the bucket.</param>
    public static QuoteLimit Of(string name, string where, BucketSight bucket, U256 amount, DateTimeOffset at)
    {
        var fits = bucket.Fits(amount, at);
        var atOnce = fits == at && !bucket.Items.IsZero;
        var detail =
            atOnce ? $"It holds {bucket.Available} of {bucket.Capacity}."
            : bucket.Items.IsZero ? "It has no item left; some come back every hour."
            : fits is null
                ? $"More than its capacity {bucket.Capacity}: it needs another limit, or several smaller amounts."
            : $"It holds {bucket.Available} and gains {bucket.RefillPerSecond} a second.";
        return new(name, where, bucket.Available, atOnce, atOnce ? null : fits, detail);
    }

    /// <param name="until">0 where nothing is paused.</param>
    public static IEnumerable<QuoteLimit> Pause(string name, string where, ulong until, DateTimeOffset at)
    {
        var lapses = DateTimeOffset.FromUnixTimeSeconds(
            (long)Math.Min(until, (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        );
        return lapses <= at ? [] : [new(name, where, null, false, lapses, $"Paused until {lapses:u}.")];
    }
}
