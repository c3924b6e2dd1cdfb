using QLStake.Protocol.Bindings;

namespace QLStake.Localnet.Chains.Deployment;

/// <summary>
/// FeeQuoter's settings: a main lane's fee structure with constant prices. Nobody updates prices on local chains, so
/// staleness checks are off.
/// </summary>
internal static class CcipFees
{
    /// <summary><c>CCIP ChainFamilySelector EVM</c>: bytes4(keccak256(that text)).</summary>
    private static readonly byte[] EvmFamily = [0x28, 0x12, 0xd5, 0x2c];

    // US dollars with 18 decimals per 1e18 of the token.
    private static readonly U256 LinkPrice = U256.Parse("15000000000000000000");
    private static readonly U256 NativePrice = U256.Parse("30000000000000000000");

    // US dollars with 18 decimals per unit of gas: 25 gwei at 30 dollars.
    private static readonly U256 GasPrice = U256.Parse("750000000000");
    private static readonly U256 MaxFeeJuels = U256.Parse("1000000000000000000000");
    private const ulong LinkPremium = 900_000_000_000_000_000;
    private const ulong NativePremium = 1_000_000_000_000_000_000;

    public static byte[] Creation(Bytecode code, Address owner, Address link, Address wrapped) =>
        new FeeQuoter.Constructor(
            new FeeQuoter.StaticConfig(MaxFeeJuels, link, uint.MaxValue),
            [owner],
            [link, wrapped],
            [],
            [],
            [
                new FeeQuoter.PremiumMultiplierWeiPerEthArgs(link, LinkPremium),
                new FeeQuoter.PremiumMultiplierWeiPerEthArgs(wrapped, NativePremium),
            ],
            []
        ).Encode(code.Official("v1_6_3/fee_quoter"));

    public static FeeQuoter.UpdatePricesCall TokenPrices(Address link, Address wrapped) =>
        new(
            new FeeQuoter.PriceUpdates(
                [new FeeQuoter.TokenPriceUpdate(link, LinkPrice), new FeeQuoter.TokenPriceUpdate(wrapped, NativePrice)],
                []
            )
        );

    public static FeeQuoter.UpdatePricesCall GasPrices(IEnumerable<ChainSpec> destinations) =>
        new(
            new FeeQuoter.PriceUpdates(
                [],
                [.. destinations.Select(to => new FeeQuoter.GasPriceUpdate(to.Selector.Value, GasPrice))]
            )
        );

    public static FeeQuoter.ApplyDestChainConfigUpdatesCall Destinations(IEnumerable<ChainSpec> destinations) =>
        new([.. destinations.Select(to => new FeeQuoter.DestChainConfigArgs(to.Selector.Value, Destination()))]);

    private static FeeQuoter.DestChainConfig Destination() =>
        new(
            IsEnabled: true,
            MaxNumberOfTokensPerMsg: 10,
            MaxDataBytes: 30_000,
            MaxPerMsgGasLimit: 3_000_000,
            DestGasOverhead: 300_000,
            DestGasPerPayloadByteBase: 16,
            DestGasPerPayloadByteHigh: 40,
            DestGasPerPayloadByteThreshold: 3000,
            DestDataAvailabilityOverheadGas: 100,
            DestGasPerDataAvailabilityByte: 16,
            DestDataAvailabilityMultiplierBps: 1,
            ChainFamilySelector: EvmFamily,
            EnforceOutOfOrder: false,
            DefaultTokenFeeUSDCents: 25,
            DefaultTokenDestGasOverhead: 90_000,
            DefaultTxGasLimit: 200_000,
            GasMultiplierWeiPerEth: 1_100_000_000_000_000_000,
            GasPriceStalenessThreshold: 0,
            NetworkFeeUSDCents: 10
        );
}
