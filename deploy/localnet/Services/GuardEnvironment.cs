using QLStake.Localnet.Chains;

namespace QLStake.Localnet.Services;

/// <summary>Who may approve on a localnet, and under which limits: small enough that a stake above the cap can be played.</summary>
internal static class GuardEnvironment
{
    private const string Name = "guardian-1";

    // In the asset's smallest unit: 1,000 whole coins, 10 a second, at most 100 at once.
    private const string Capacity = "1000000000000000000000";
    private const string RefillPerSecond = "10000000000000000000";
    private const string SingleMintCap = "100000000000000000000";
    private const string TestAssetCapacity = "1000000000";
    private const string TestAssetRefillPerSecond = "10000000";
    private const string TestAssetSingleMintCap = "100000000";

    public static IEnumerable<(string Name, string Value)> Guard(IReadOnlyList<LocalChain> chains)
    {
        yield return ("QLSTAKE__GUARD__NAME", Name);
        yield return ("QLSTAKE__GUARD__KEY", $"{DevelopmentAccount.Guardian.Secret}");
        var hub = chains.Single(chain => chain.Protocol.Hub is not null);
        var place = 0;
        foreach (var chain in chains.Where(chain => chain.Protocol.Satellite is not null))
        {
            foreach (var setting in Lane(place++, chain, hub, default, Capacity, RefillPerSecond, SingleMintCap))
            {
                yield return setting;
            }

            if (chain.Protocol.TestAsset is not { } asset)
            {
                continue;
            }

            var limits = (TestAssetCapacity, TestAssetRefillPerSecond, TestAssetSingleMintCap);
            foreach (var setting in Lane(place++, chain, hub, asset, limits.Item1, limits.Item2, limits.Item3))
            {
                yield return setting;
            }
        }
    }

    public static IEnumerable<(string Name, string Value)> Router() =>
        [
            ("QLSTAKE__ROUTER__THRESHOLD", "1"),
            ("QLSTAKE__ROUTER__GUARDIANS__0", $"{DevelopmentAccount.Guardian.Address}"),
            ("QLSTAKE__ROUTER__FLUSHWITHIN", ExecutorEnvironment.MaxWait),
        ];

    private static IEnumerable<(string Name, string Value)> Lane(
        int place,
        LocalChain source,
        LocalChain hub,
        Address asset,
        string capacity,
        string refillPerSecond,
        string singleMintCap
    ) =>
        [
            ($"QLSTAKE__GUARD__LANES__{place}__SOURCE", $"{source.Spec.Selector}"),
            ($"QLSTAKE__GUARD__LANES__{place}__DESTINATION", $"{hub.Spec.Selector}"),
            ($"QLSTAKE__GUARD__LANES__{place}__ASSET", $"{asset}"),
            ($"QLSTAKE__GUARD__LANES__{place}__CAPACITY", capacity),
            ($"QLSTAKE__GUARD__LANES__{place}__REFILLPERSECOND", refillPerSecond),
            ($"QLSTAKE__GUARD__LANES__{place}__SINGLEMINTCAP", singleMintCap),
        ];
}
