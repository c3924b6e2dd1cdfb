using QLStake.Contracts;
using QLStake.Evm.Abi;
using QLStake.Evm.Logs;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;

namespace QLStake.ChainWatcher.Decoding;

/// <summary>What a satellite says.</summary>
internal static class SatelliteFacts
{
    public static IEnumerable<Fact> Of(ChainSettings chain, IAbiEvent? @event, IReadOnlyList<Log> transaction) =>
        @event switch
        {
            QLStakeSatellite.StakeLocked locked => [Locked(chain, locked, transaction)],
            QLStakeSatellite.RootSent sent =>
            [
                new RootSent(
                    new(sent.MessageId),
                    sent.Root,
                    (MessageKind)sent.Kind,
                    sent.Asset,
                    sent.Count,
                    new(sent.Total),
                    new(sent.DestSelector),
                    sent.Peer
                ),
            ],
            _ => [],
        };

    /// <summary>The lock does not name its hub; the root that left in the same transaction does.</summary>
    private static StakeLocked Locked(
        ChainSettings chain,
        QLStakeSatellite.StakeLocked locked,
        IReadOnlyList<Log> transaction
    )
    {
        foreach (var log in transaction)
        {
            if (log.Address != chain.Satellite || !QLStakeSatellite.RootSent.TryDecode(log, out var sent))
                continue;
            var item = Item(chain, locked, sent);
            if (Leaf.IdOf(item).Value == locked.StakeId)
                return new(
                    new(locked.StakeId),
                    item,
                    locked.Staker,
                    locked.FeeToken,
                    new(locked.CcipFee),
                    new(locked.ExecutionFee),
                    new(locked.Subsidy)
                );
        }
        throw new FormatException(
            $"Expected the root of stake {locked.StakeId} in the transaction that locked it, found none whose leaf has that "
                + $"id. Is {chain.Satellite} on {chain.Name} really a QL-Stake satellite of this version?"
        );
    }

    private static StakeItem Item(
        ChainSettings chain,
        QLStakeSatellite.StakeLocked locked,
        QLStakeSatellite.RootSent sent
    ) =>
        new(
            new(chain.Selector, new(sent.DestSelector)),
            chain.Satellite!.Value,
            sent.Peer,
            locked.Item.Asset,
            new(locked.Item.Amount),
            locked.Item.Receiver,
            locked.Item.RefundTo,
            locked.Item.Nonce,
            locked.Item.Index
        );
}
