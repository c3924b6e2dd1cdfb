using QLStake.Contracts;

namespace QLStake.Protocol.Limits;

/// <summary>What a bucket holds (<c>QLBucket.Held</c>).</summary>
/// <param name="Value">Value that can be taken.</param>
/// <param name="Count">Items that can be taken, in units of 1/3600.</param>
public readonly record struct BucketLevel(Assets Value, ulong Count)
{
    /// <summary>Units of <see cref="Count"/> that one item takes.</summary>
    public const ulong Item = 3600;

    /// <summary>Whole items that can be taken.</summary>
    public ulong Items => Count / Item;

    internal BucketLevel CutTo(BucketLimits limits) =>
        new(new(U256.Min(Value.Value, limits.Value.Capacity)), (ulong)U256.Min(Count, limits.Count.Capacity));

    internal BucketLevel After(U256 seconds, BucketLimits limits) =>
        new(new(limits.Value.After(seconds, Value.Value)), (ulong)limits.Count.After(seconds, Count));
}
