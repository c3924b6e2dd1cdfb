using System.Collections.Immutable;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>How full a lane's bucket is, and who waits for it.</summary>
/// <param name="Level">What is approved or promised and has not drained; above the capacity while mints wait.</param>
/// <param name="At">Hub block time of <paramref name="Level"/>.</param>
/// <param name="Waiting">When each promised mint may go, by stake.</param>
internal sealed record Bucket(Assets Level, DateTimeOffset At, ImmutableDictionary<StakeId, DateTimeOffset> Waiting)
    : IState<Bucket>,
        IShown
{
    public const string Prefix = "bucket-";

    public static Bucket Initial { get; } =
        new(default, DateTimeOffset.UnixEpoch, ImmutableDictionary<StakeId, DateTimeOffset>.Empty);

    public Bucket Apply(object @event) =>
        @event switch
        {
            CapacityReserved reserved => new(reserved.Level, reserved.At, Queue(reserved)),
            CapacityGivenBack freed => this with { Level = freed.Level, Waiting = Waiting.Remove(freed.StakeId) },
            _ => this,
        };

    public IEnumerable<object> Documents(string stream) => [new BucketView(stream, Level, At, Waiting.Count)];

    /// <summary>Those whose moment has passed are the mint's own business from then on.</summary>
    private ImmutableDictionary<StakeId, DateTimeOffset> Queue(CapacityReserved reserved)
    {
        var waiting = Waiting.RemoveRange(
            Waiting.Where(entry => entry.Value <= reserved.At).Select(entry => entry.Key)
        );
        return reserved.Until > reserved.At ? waiting.SetItem(reserved.StakeId, reserved.Until) : waiting;
    }
}
