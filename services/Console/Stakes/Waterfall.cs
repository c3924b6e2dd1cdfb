namespace QLStake.Console;

/// <summary>Who a stretch of time was spent by.</summary>
public enum SpentBy
{
    /// <summary>It ended with something a chain said: blocks, finality, CCIP.</summary>
    Chains,

    /// <summary>It ended with something our services decided.</summary>
    Services,

    /// <summary>It has not ended.</summary>
    Waiting,
}

/// <summary>The time before a step.</summary>
/// <param name="Step">What ended it; null for the wait that goes on.</param>
/// <param name="Begin">After the first step.</param>
public sealed record Stretch(Step? Step, TimeSpan Begin, TimeSpan Length, SpentBy By);

/// <summary>
/// A timeline to scale: each step with the time before it. Blocks tell whole seconds and our clocks tell less, so a decision may
/// seem to come before the block it follows; such a step takes no time, and the next is counted from the later of the two.
/// </summary>
/// <param name="Whole">From the first step to the last, or to now.</param>
public sealed record Waterfall(IReadOnlyList<Stretch> Stretches, TimeSpan Whole)
{
    /// <param name="now">Where the wait goes on; null where nothing is waited for.</param>
    public static Waterfall Of(IReadOnlyList<Step> steps, DateTimeOffset? now)
    {
        if (steps.Count == 0)
            return new([], TimeSpan.Zero);
        var (first, reached) = (steps[0].At, TimeSpan.Zero);
        List<Stretch> stretches = [];
        foreach (var step in steps)
        {
            var at = step.At - first > reached ? step.At - first : reached;
            stretches.Add(new(step, reached, at - reached, step.Chain is null ? SpentBy.Services : SpentBy.Chains));
            reached = at;
        }
        if (now - first is { } open && open > reached)
        {
            stretches.Add(new(null, reached, open - reached, SpentBy.Waiting));
            reached = open;
        }
        return new(stretches, reached);
    }

    public TimeSpan By(SpentBy who) =>
        Stretches.Where(stretch => stretch.By == who).Aggregate(TimeSpan.Zero, (sum, stretch) => sum + stretch.Length);
}
