using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;

namespace QLStake.ChainWatcher.Decoding;

/// <summary>The contracts' items with the two contracts they are between.</summary>
internal static class Items
{
    public static StakeItem Stake(ChainSettings chain, ulong destination, Address hub, QLStakeSatellite.Item item) =>
        new(
            new(chain.Selector, new(destination)),
            chain.Satellite!.Value,
            hub,
            item.Asset,
            new(item.Amount),
            item.Receiver,
            item.RefundTo,
            item.Nonce,
            item.Index
        );

    public static ReleaseItem Release(
        ChainSettings chain,
        ulong destination,
        Address satellite,
        QLStakeHub.Item item
    ) =>
        new(
            new(chain.Selector, new(destination)),
            chain.Hub!.Value,
            satellite,
            item.Asset,
            new(item.Amount),
            item.Receiver,
            item.RefundTo,
            item.Nonce,
            item.Index
        );
}
