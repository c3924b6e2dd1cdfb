using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;
using QLStake.Protocol.Messages;

namespace QLStake.Localnet.Chains.Deployment;

/// <summary>Plans what our contracts must know of other chains.</summary>
internal static class LaneWiring
{
    /// <summary>Lets qAVAX move between this chain and the others, under the pools' own limits.</summary>
    public static void ConnectPools(
        DeploymentPlan plan,
        ProtocolContracts here,
        IReadOnlyDictionary<ChainSpec, ProtocolContracts> others
    )
    {
        var limit = new BurnMintTokenPool.Config(true, Amounts.PoolCapacity, Amounts.PoolRefill);
        plan.CallAs(
            DevelopmentAccount.Dao,
            here.QTokenPool,
            new BurnMintTokenPool.ApplyChainUpdatesCall(
                [],
                [
                    .. others.Select(other => new BurnMintTokenPool.ChainUpdate(
                        other.Key.Selector.Value,
                        [CcipAddress.Encode(other.Value.QTokenPool)],
                        CcipAddress.Encode(other.Value.QToken),
                        limit,
                        limit
                    )),
                ]
            )
        );
    }

    /// <summary>Names the hub to a satellite, and lists what may be staked there: AVAX where it is native, TUSD everywhere.</summary>
    public static void NameHub(DeploymentPlan plan, ProtocolContracts satellite, ChainSpec hubChain, Address hub)
    {
        var address = satellite.Satellite!.Value;
        AsDao(plan, address, new QLStakeSatellite.SetHubCall(hubChain.Selector.Value, hub));
        foreach (var (asset, _, decimals) in Listings(plan.Chain, satellite, liquid: null))
        {
            // The bucket counts in the asset's own unit here.
            var unit = Enumerable.Repeat((U256)10, 18 - decimals).Aggregate(U256.One, (product, ten) => product * ten);
            var limits = new QLStakeSatellite.Limits(
                Amounts.Capacity / unit,
                Amounts.Refill / unit,
                Amounts.CountCapacity,
                Amounts.CountPerHour
            );
            AsDao(plan, address, new QLStakeSatellite.ListAssetCall(asset, limits, limits));
        }
    }

    /// <summary>Names a satellite to the hub, with what its assets are minted as and how fast.</summary>
    public static void NameSatellite(
        DeploymentPlan plan,
        ProtocolContracts hub,
        ChainSpec chain,
        ProtocolContracts satellite
    )
    {
        var (address, peer, selector) = (hub.Hub!.Value, satellite.Satellite!.Value, chain.Selector.Value);
        AsDao(plan, address, new QLStakeHub.ListPeerCall(selector, peer));
        foreach (var (asset, liquid, decimals) in Listings(chain, satellite, hub))
        {
            AsDao(plan, address, new QLStakeHub.ListAssetCall(selector, peer, asset, liquid, decimals));
            foreach (var scope in new[] { PauseScope.Mints, PauseScope.Redemptions })
            {
                var limits = new QLStakeHub.Limits(
                    Amounts.Capacity,
                    Amounts.Refill,
                    Amounts.CountCapacity,
                    Amounts.CountPerHour
                );
                AsDao(plan, address, new QLStakeHub.SetLimitsCall(scope, new(selector, peer, asset), limits));
            }
        }
    }

    private static IEnumerable<(Address Asset, Address Liquid, byte Decimals)> Listings(
        ChainSpec chain,
        ProtocolContracts satellite,
        ProtocolContracts? liquid
    )
    {
        if (chain == ChainSpec.Avalanche)
        {
            // The zero address is the native coin.
            yield return (default, liquid?.QToken ?? default, 18);
        }

        yield return (satellite.TestAsset!.Value, liquid?.QTestAsset ?? default, Amounts.TestAssetDecimals);
    }

    private static void AsDao(DeploymentPlan plan, Address to, Evm.Abi.IAbiCall call) =>
        plan.CallAs(DevelopmentAccount.Dao, to, call);
}
