using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.Cli;

/// <summary>
/// Reads the solvency equation from the contracts. The hub is read at one block and the satellite after it, so that
/// every root the hub knows is among those the satellite has sent.
/// </summary>
public sealed class SolvencyReader(ConnectedChain hub)
{
    private Address HubContract => hub.Contracts.Hub!.Value;

    /// <summary>Every asset of a satellite that is listed at the hub.</summary>
    public async Task<IReadOnlyList<AssetBalance>> ReadAsync(ConnectedChain source, CancellationToken stop)
    {
        var hubBlock = BlockRef.Number(await hub.Rpc.GetBlockNumber(stop));
        var sourceHead = await source.Rpc.GetBlockNumber(stop);
        var roots = await SentAsync(source, sourceHead, stop);
        List<AssetBalance> balances = [];
        foreach (var asset in Assets(source))
        {
            var listing = await hub.ReadAsync(
                HubContract,
                new QLStakeHub.ListingOfCall(source.Selector.Value, source.Contracts.Satellite!.Value, asset),
                hubBlock,
                stop
            );
            if (listing.LiquidToken == default)
            {
                continue;
            }

            var known = await KnownAsync(source, roots.Where(root => root.Asset == asset), hubBlock, stop);
            var backing = await BackingAsync(source, asset, hubBlock, stop);
            var locked = await LockedAsync(source, asset, BlockRef.Number(sourceHead), stop);
            balances.Add(AssetBalance.Of(source.Name, asset, locked, backing, known, listing.Decimals));
        }

        return balances;
    }

    private static IEnumerable<Address> Assets(ConnectedChain source)
    {
        yield return default;
        if (source.Contracts.TestAsset is { } token)
        {
            yield return token;
        }
    }

    private async Task<List<(U256 Total, U256? Consumed)>> KnownAsync(
        ConnectedChain source,
        IEnumerable<QLStakeSatellite.RootSent> sent,
        BlockRef hubBlock,
        CancellationToken stop
    )
    {
        var (chain, satellite) = (source.Selector.Value, source.Contracts.Satellite!.Value);
        List<(U256, U256?)> roots = [];
        foreach (var root in sent)
        {
            var call = new QLStakeHub.RootOfCall(chain, satellite, root.Kind, root.Root);
            var known = await hub.ReadAsync(HubContract, call, hubBlock, stop);
            roots.Add((root.Total, known.ReceivedAt == 0 ? null : known.Consumed));
        }

        return roots;
    }

    private Task<U256> BackingAsync(ConnectedChain source, Address asset, BlockRef block, CancellationToken stop) =>
        hub.ReadAsync(
            HubContract,
            new QLStakeHub.BackingOfCall(source.Selector.Value, source.Contracts.Satellite!.Value, asset),
            block,
            stop
        );

    private static Task<U256> LockedAsync(
        ConnectedChain source,
        Address asset,
        BlockRef block,
        CancellationToken stop
    ) => source.ReadAsync(source.Contracts.Satellite!.Value, new QLStakeSatellite.LockedCall(asset), block, stop);

    private static async Task<IReadOnlyList<QLStakeSatellite.RootSent>> SentAsync(
        ConnectedChain source,
        ulong head,
        CancellationToken stop
    )
    {
        var query = LogQuery.Range(0, head) with
        {
            Addresses = [source.Contracts.Satellite!.Value],
            Topics =
            [
                [QLStakeSatellite.RootSent.Topic],
            ],
        };
        var logs = await source.Rpc.GetLogs(query, stop);
        return
        [
            .. logs.Select(log => QLStakeSatellite.RootSent.Decode(log.Topics.Span, log.Data.Span))
                .Where(root => root.Kind == (byte)MessageKind.Stake),
        ];
    }
}
