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
            _ => null,
        };

    private static string Named(Address asset) => asset.IsZero ? "the native coin" : asset.ToString();
}
