namespace QLStake.Protocol.Limits;

/// <summary>One dimension of a bucket, value or count: how it fills.</summary>
internal readonly record struct Refill(U256 Capacity, U256 PerSecond)
{
    /// <summary>What is there some seconds after <paramref name="level"/> was.</summary>
    public U256 After(U256 seconds, U256 level) => U256.Min(Capacity, level + (seconds * PerSecond));

    /// <summary>Whole seconds until <paramref name="needed"/> is there; null if it never is.</summary>
    public U256? Until(U256 needed, U256 level) =>
        needed <= level ? U256.Zero
        : needed > Capacity || PerSecond.IsZero ? null
        : U256.MulDivUp(needed - level, U256.One, PerSecond);
}
