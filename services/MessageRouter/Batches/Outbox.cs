using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>A batch of a higher generation has its first leaf.</summary>
public sealed record GenerationSeen(uint Generation);

/// <summary>
/// How far a contract's batches of one key have come: stream <c>outbox-{selector}-{contract}-{key}</c>. The root that leaves
/// does not name its generation.
/// </summary>
public sealed record Outbox(uint? Highest) : IState<Outbox>
{
    // A reorg can take a flush back and let it happen again after leaves of the next generation were seen.
    private const uint Back = 4;

    public static Outbox Initial { get; } = new((uint?)null);

    /// <summary>Where a root that left may have come from, the likeliest first.</summary>
    public IEnumerable<uint> Candidates()
    {
        for (var back = 0u; Highest is { } highest && back < Back && back <= highest; back++)
            yield return highest - back;
    }

    public Outbox Apply(object @event) => @event is GenerationSeen seen ? new(seen.Generation) : this;

    public static IEnumerable<object> See(Outbox known, uint generation) =>
        known.Highest >= generation ? [] : [new GenerationSeen(generation)];
}
