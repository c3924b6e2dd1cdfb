using QLStake.Contracts;
using QLStake.Evm.Abi;
using QLStake.Evm.Logs;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;

namespace QLStake.ChainWatcher.Decoding;

/// <summary>What a satellite says of stakes, batches and roots. What it pays and holds is told elsewhere.</summary>
internal static class SatelliteFacts
{
    public static IEnumerable<Fact> Of(ChainSettings chain, IAbiEvent? @event, IReadOnlyList<Log> transaction) =>
        @event switch
        {
            QLStakeSatellite.StakeLocked locked =>
            [
                new StakeLocked(
                    new(locked.StakeId),
                    Sent(chain, MessageKind.Stake, locked.StakeId, locked.Item, transaction),
                    locked.Staker,
                    locked.FeeToken,
                    new(locked.CcipFee),
                    new(locked.ExecutionFee),
                    new(locked.Subsidy)
                ),
            ],
            QLStakeSatellite.LeafQueued queued => [Queued(chain, queued, transaction)],
            QLStakeSatellite.BatchFlushed flushed =>
            [
                new BatchFlushed(
                    flushed.Batch,
                    flushed.Root,
                    flushed.Flusher,
                    new(flushed.CcipFee),
                    new(flushed.FromShares)
                ),
            ],
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
            QLStakeSatellite.RewardsFunded funded =>
            [
                new RewardsFunded(
                    funded.Leaf,
                    funded.From,
                    Sent(chain, MessageKind.Rewards, funded.Leaf, funded.Item, transaction),
                    new(funded.CcipFee)
                ),
            ],
            _ => SatelliteMoney.Of(@event),
        };

    /// <summary>Whose stake the leaf is, and what it paid, stands in the log that follows.</summary>
    private static StakeQueued Queued(
        ChainSettings chain,
        QLStakeSatellite.LeafQueued queued,
        IReadOnlyList<Log> transaction
    )
    {
        var stake = transaction
            .Where(log => log.Address == chain.Satellite)
            .Select(log => QLStakeSatellite.StakeQueued.TryDecode(log, out var found) ? found : null)
            .FirstOrDefault(found => found?.StakeId == queued.Leaf);
        return stake is null
            ? throw Unlike(chain, $"StakeQueued of {queued.Leaf}")
            : new(
                new(queued.Leaf),
                Items.Stake(chain, queued.DestSelector, queued.Peer, queued.Item),
                stake.Staker,
                queued.Batch,
                queued.Generation,
                new(stake.Share),
                new(stake.ExecutionFee)
            );
    }

    /// <summary>A lock does not name its hub; the root that left in the same transaction does.</summary>
    private static StakeItem Sent(
        ChainSettings chain,
        MessageKind kind,
        B256 leaf,
        QLStakeSatellite.Item item,
        IReadOnlyList<Log> transaction
    )
    {
        foreach (var log in transaction)
        {
            if (log.Address != chain.Satellite || !QLStakeSatellite.RootSent.TryDecode(log, out var sent))
                continue;
            var found = Items.Stake(chain, sent.DestSelector, sent.Peer, item);
            if (Leaf.Of(kind, found) == leaf)
                return found;
        }
        throw Unlike(chain, $"the root of leaf {leaf}");
    }

    private static FormatException Unlike(ChainSettings chain, string expected) =>
        new(
            $"Expected {expected} in the transaction that locked it, found none. "
                + $"Is {chain.Satellite} on {chain.Name} really a QL-Stake satellite of this version?"
        );
}
