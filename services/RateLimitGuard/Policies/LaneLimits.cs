using QLStake.Contracts;

namespace QLStake.RateLimitGuard;

/// <summary>What may pass over a lane, in the asset's smallest unit on its source chain.</summary>
/// <param name="Asset">The locked token; the zero address is the native coin.</param>
/// <param name="Capacity">Most that may be approved at once.</param>
/// <param name="RefillPerSecond">How much of it comes back each second.</param>
/// <param name="SingleMintCap">A mint above it is held for a human.</param>
internal sealed record LaneLimits(
    Lane Lane,
    Address Asset,
    Assets Capacity,
    Assets RefillPerSecond,
    Assets SingleMintCap
)
{
    /// <summary>The stream of this lane's bucket.</summary>
    public string Bucket => $"{RateLimitGuard.Bucket.Prefix}{Lane}-{Asset}";
}
