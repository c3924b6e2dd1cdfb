namespace QLStake.Localnet.Chains.Deployment;

/// <summary>The sizes of the local economy, in smallest units.</summary>
internal static class Amounts
{
    /// <summary>10^18.</summary>
    public static readonly U256 Whole = 1_000_000_000_000_000_000UL;

    /// <summary>Native coin of every development account.</summary>
    public static readonly U256 NativeEach = Whole * 1_000_000;

    /// <summary>LINK of the staker on every chain.</summary>
    public static readonly U256 StakerLink = Whole * 1_000;

    /// <summary>The test asset has 6 decimals.</summary>
    public const byte TestAssetDecimals = 6;

    public static readonly U256 TestAssetSupply = 1_000_000_000_000_000UL;
    public static readonly U256 StakerTestAsset = 1_000_000_000_000UL;

    /// <summary>Wrapped native that a satellite pays CCIP from.</summary>
    public static readonly U256 Float = Whole * 10;

    /// <summary>Charged per stake for executing its mint.</summary>
    public static readonly U256 ExecutionFeeNative = Whole / 500;

    /// <summary>What a queued stake brings to its batch: nine of them pay for the message.</summary>
    public static readonly U256 BatchShare = Whole / 500;
    public static readonly U256 ExecutionFeeLink = Whole / 250;

    /// <summary>Sent with a Hello; what CCIP does not take comes back.</summary>
    public static readonly U256 HelloFee = Whole;

    /// <summary>Every bucket's limits, hub and satellite: assets and assets per second, with 18 decimals.</summary>
    public static readonly U256 Capacity = Whole * 100_000;
    public static readonly U256 Refill = Whole * 100;

    /// <summary>Every bucket's limits on the number of items.</summary>
    public const uint CountCapacity = 100_000;
    public const uint CountPerHour = 360_000;

    /// <summary>A token pool's limits, the same both ways.</summary>
    public static readonly U256 PoolCapacity = Whole * 100_000;
    public static readonly U256 PoolRefill = Whole * 100;
}
