using QLStake.Contracts;

namespace QLStake.Protocol.Limits;

/// <summary>How much a bucket holds and how fast it gains, in value and in items (<c>QLBucket.Limits</c>).</summary>
/// <param name="Capacity">Most value it holds, below 2^128: in the asset's own unit on a satellite, normalised on the hub.</param>
/// <param name="RefillPerSecond">Value it gains a second, below 2^128.</param>
/// <param name="CountCapacity">Most items it holds.</param>
/// <param name="CountPerHour">Items it gains an hour.</param>
public sealed record BucketLimits(Assets Capacity, Assets RefillPerSecond, uint CountCapacity, uint CountPerHour)
{
    /// <summary>Nothing passes.</summary>
    public static BucketLimits None { get; } = new(default, default, 0, 0);

    /// <summary>The smaller of both, each limit by itself.</summary>
    public BucketLimits LowerOf(BucketLimits other) =>
        new(
            new(U256.Min(Capacity.Value, other.Capacity.Value)),
            new(U256.Min(RefillPerSecond.Value, other.RefillPerSecond.Value)),
            Math.Min(CountCapacity, other.CountCapacity),
            Math.Min(CountPerHour, other.CountPerHour)
        );

    internal Refill Value => new(Capacity.Value, RefillPerSecond.Value);

    // An item costs 3,600 and CountPerHour comes back a second: whole numbers at any speed.
    internal Refill Count => new(CountCapacity * BucketLevel.Item, CountPerHour);
}
