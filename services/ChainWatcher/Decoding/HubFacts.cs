using QLStake.Contracts;
using QLStake.Evm.Abi;
using QLStake.Evm.Logs;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;

namespace QLStake.ChainWatcher.Decoding;

/// <summary>What the hub says.</summary>
internal static class HubFacts
{
    public static IEnumerable<Fact> Of(ChainSettings chain, IAbiEvent? @event, IReadOnlyList<Log> transaction) =>
        @event switch
        {
            QLStakeHub.RootReceived received =>
            [
                new RootReceived(
                    new(received.MessageId),
                    received.Root,
                    new(received.SourceSelector),
                    received.Peer,
                    (MessageKind)received.Kind,
                    received.Asset,
                    received.Count,
                    new(received.Total)
                ),
            ],
            QLStakeHub.Minted minted =>
            [
                new Minted(
                    new(minted.StakeId),
                    minted.Root,
                    minted.Receiver,
                    minted.Asset,
                    new(minted.Assets),
                    new(minted.Shares),
                    minted.PolicyHash
                ),
            ],
            QLStakeHub.MintSkipped skipped => [new MintSkipped(new(skipped.StakeId), Hex.Encode(skipped.Reason))],
            QLStakeHub.ScopePaused { Scope: PauseScope.Mints } paused =>
            [
                new MintsPaused(paused.Account, At(paused.Until)),
            ],
            QLStakeHub.ScopeUnpaused { Scope: PauseScope.Mints } unpaused => [new MintsUnpaused(unpaused.Account)],
            QLStakeHub.RootSent sent =>
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
            QLStakeHub.LeafQueued queued => [Refund(chain, queued, transaction)],
            QLStakeHub.Redeemed redeemed => [Redemption(chain, redeemed, transaction)],
            QLStakeHub.RewardsCredited credited =>
            [
                new RewardsCredited(
                    credited.Leaf,
                    credited.Root,
                    credited.LiquidToken,
                    new(credited.Assets),
                    At(credited.VestsUntil)
                ),
            ],
            QLStakeHub.LossRecorded loss =>
            [
                new BackingLost(loss.LiquidToken, new(loss.SourceSelector), loss.Peer, loss.Asset, new(loss.Assets)),
            ],
            QLStakeHub.QuorumSeen seen => [new QuorumSeen(At(seen.At))],
            _ => [],
        };

    /// <summary>Which stake is given back stands in the log that follows.</summary>
    private static StakeRefunded Refund(
        ChainSettings chain,
        QLStakeHub.LeafQueued queued,
        IReadOnlyList<Log> transaction
    )
    {
        var refund = transaction
            .Where(log => log.Address == chain.Hub)
            .Select(log => QLStakeHub.Refunded.TryDecode(log, out var found) ? found : null)
            .FirstOrDefault(found => found?.RefundLeaf == queued.Leaf);
        return refund is null
            ? throw Unlike(chain, $"Refunded of leaf {queued.Leaf}")
            : new(
                new(refund.StakeId),
                queued.Leaf,
                refund.Root,
                Items.Release(chain, queued.DestSelector, queued.Peer, queued.Item),
                queued.Batch,
                queued.Generation
            );
    }

    /// <summary>To which satellite it goes stands in the root that left in the same transaction.</summary>
    private static Redeemed Redemption(
        ChainSettings chain,
        QLStakeHub.Redeemed redeemed,
        IReadOnlyList<Log> transaction
    )
    {
        var sent = transaction
            .Where(log => log.Address == chain.Hub)
            .Select(log => QLStakeHub.RootSent.TryDecode(log, out var found) ? found : null)
            .FirstOrDefault(found => found?.Root == redeemed.ReleaseId);
        return sent is null
            ? throw Unlike(chain, $"the root of redemption {redeemed.ReleaseId}")
            : new(
                redeemed.ReleaseId,
                redeemed.Redeemer,
                redeemed.LiquidToken,
                new(redeemed.Shares),
                Items.Release(chain, sent.DestSelector, sent.Peer, redeemed.Item)
            );
    }

    private static DateTimeOffset At(ulong seconds) => DateTimeOffset.FromUnixTimeSeconds(checked((long)seconds));

    private static FormatException Unlike(ChainSettings chain, string expected) =>
        new(
            $"Expected {expected} in the same transaction, found none. "
                + $"Is {chain.Hub} on {chain.Name} really a QL-Stake hub of this version?"
        );
}
