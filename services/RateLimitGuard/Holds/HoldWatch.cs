using QLStake.Contracts;

namespace QLStake.RateLimitGuard;

/// <summary>A held mint stays held; whether its owner has escaped on the hub meanwhile is looked at again at <paramref name="LookAt"/>.</summary>
/// <param name="Looks">How often it was looked at since it was held.</param>
/// <param name="LookAt">Host time.</param>
internal sealed record HoldStands(StakeId StakeId, int Round, int Looks, DateTimeOffset LookAt);

/// <summary>
/// A human decides about a held mint, nothing the chains say does, except that the hub has consumed its leaf: its owner
/// minted or refunded it himself, and there is nothing left to decide.
/// </summary>
internal static class HoldWatch
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LastPause = TimeSpan.FromHours(1);

    /// <summary>What a look at a held mint, or the ruling that holds it, is followed by.</summary>
    /// <param name="now">Host time.</param>
    public static object Look(Mint mint, Verification verification, DateTimeOffset now)
    {
        var asking = mint.Asking!;
        if (verification is Verification.Consumed)
            return new LeafFoundConsumed(asking.StakeId, asking.Round);
        var looks = mint.Standing == MintStanding.Held ? mint.Looks + 1 : 0;
        var pause = FirstPause * Math.Pow(2, Math.Min(looks, 16));
        return new HoldStands(asking.StakeId, asking.Round, looks, now + (pause < LastPause ? pause : LastPause));
    }
}
