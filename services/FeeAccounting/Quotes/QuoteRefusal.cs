using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;

namespace QLStake.FeeAccounting;

/// <summary>Why the satellite would not take a stake, in words.</summary>
public static class QuoteRefusal
{
    /// <summary>Null for an error that is none of a quote's.</summary>
    public static string? Explain(IAbiError? error, string chain) =>
        error switch
        {
            QLStakeSatellite.AssetNotListedError listed =>
                $"Expected an asset that can be staked on {chain}, found {Named(listed.Asset)}. Choose another, or have the "
                    + "DAO list it.",
            QLStakeSatellite.FeeTokenNotAcceptedError fee =>
                $"Expected the fee in native coin or LINK, found {fee.FeeToken}. Leave feeToken out to pay in native coin.",
            QLStakeSatellite.LaneNotOpenError lane =>
                $"Expected an open lane, found that the hub {lane.Hub} on {lane.HubSelector} has not answered Hello yet. "
                    + $"Send hello() on the satellite on {chain} and wait for its return.",
            QLStakeSatellite.AmountTooLargeError amount =>
                $"Expected an amount below 2^128, found {amount.Amount}. Stake less.",
            QLStakeSatellite.ZeroValueError =>
                "Expected an amount and a receiver that are not zero, found zero. Correct them.",
            QLStakeSatellite.BucketExceededError bucket => Full(bucket.Held, bucket.RetryAt),
            QLStakeSatellite.PausedError paused => $"Paused on {chain} until {At(paused.Until)}. Try again then.",
            _ => null,
        };

    /// <summary>Null for an error that is none of a redemption's.</summary>
    public static string? ExplainHub(IAbiError? error, string chain) =>
        error switch
        {
            QLStakeHub.BucketExceededError bucket => Full(bucket.Available, bucket.RetryAt),
            QLStakeHub.PausedError paused => $"Paused on {chain} until {At(paused.Until)}. Try again then.",
            QLStakeHub.UnknownPeerError peer =>
                $"Expected a satellite that the hub on {chain} knows, found {peer.Peer}. Choose another destination.",
            { } other => $"The hub on {chain} refuses: {other}. Correct the request.",
            null => null,
        };

    private static string Full(U256 held, U256 retryAt) =>
        retryAt == U256.MaxValue
            ? $"Expected at most what the limit can ever hold, found more; {held} can be taken now. Take several smaller amounts."
            : $"Expected at most {held}, which the limit holds now, found more. If nothing else is taken it fits at {At(retryAt)}.";

    private static string At(U256 seconds) =>
        seconds > (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? "further notice"
            : $"{DateTimeOffset.FromUnixTimeSeconds((long)(ulong)seconds):u}";

    private static string Named(Address asset) => asset.IsZero ? "the native coin" : asset.ToString();
}
