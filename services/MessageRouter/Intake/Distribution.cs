using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>What a block says to one stream.</summary>
public sealed record Part(string Stream, IReadOnlyList<ChainFact> Facts);

/// <summary>Which facts concern which streams. Messages of strangers that carry nothing of ours concern none.</summary>
public static class Distribution
{
    // CCIP commits at most 256 messages under one root (OffRamp, the Merkle library's limit).
    private const ulong LongestCommit = 256;

    /// <exception cref="InvalidOperationException">A commit is longer than CCIP allows.</exception>
    public static IReadOnlyList<Part> Of(BlockObserved seen, RouterSettings settings)
    {
        var sent = seen.Facts.Select(fact => fact.Fact).OfType<RootSent>().Where(IsFollowed).ToList();
        return
        [
            .. from fact in seen.Facts
            from stream in StreamsOf(fact.Fact, seen.Chain, sent, settings)
            group fact by stream into part
            select new Part(part.Key, [.. part]),
        ];
    }

    private static IEnumerable<string> StreamsOf(
        Fact fact,
        ChainSelector chain,
        List<RootSent> sent,
        RouterSettings settings
    ) =>
        fact switch
        {
            StakeQueued queued when queued.Item.Lane.Source == chain && settings.IsOurs(chain, queued.Item.Satellite) =>

                [
                    StreamNames.OfBatch(chain, queued.Item.Satellite, queued.Batch, queued.Generation),
                    StreamNames.Of(queued.StakeId),
                ],
            BatchFlushed flushed => sent.Where(root => root.Root == flushed.Root)
                .Select(root => StreamNames.Of(root.MessageId)),
            StakeRefunded or Redeemed or Released or StakeReturned or PaidOut or PayoutFailed or RestWaits =>
                WayBack.StreamsOf(fact, chain, settings),
            QuorumSeen => [StreamNames.OfHub(chain)],
            StakeLocked locked when locked.Item.Lane.Source == chain && settings.IsOurs(chain, locked.Item.Satellite) =>
                [StreamNames.Of(locked.StakeId)],
            RootSent { Kind: MessageKind.Stake, Count: 1 } root =>
            [
                StreamNames.Of(root.MessageId),
                StreamNames.Of(new StakeId(root.Root)),
            ],
            RootSent { Kind: MessageKind.Release, Count: 1 } root =>
            [
                StreamNames.Of(root.MessageId),
                StreamNames.OfRelease(root.Root),
            ],
            RootSent { Kind: MessageKind.Rewards, Count: 1 } root =>
            [
                StreamNames.Of(root.MessageId),
                StreamNames.OfRewards(root.Root),
            ],
            RewardsFunded funded when settings.IsOurs(chain, funded.Item.Satellite) =>
            [
                StreamNames.OfRewards(funded.Leaf),
            ],
            RewardsCredited credited =>
            [
                StreamNames.OfRewards(credited.Leaf),
                StreamNames.OfRate(credited.LiquidToken),
            ],
            BackingLost lost => [StreamNames.OfRate(lost.LiquidToken)],
            RootReceived { Kind: MessageKind.Rewards } root when settings.IsOurs(root.Source, root.Peer) =>
            [
                StreamNames.Of(root.MessageId),
            ],
            RootSent root when IsFollowed(root) => [StreamNames.Of(root.MessageId)],
            MessageSent message
                when sent.Any(root => root.MessageId == message.MessageId)
                    && message.Lane.Source == chain
                    && (settings.IsOurs(chain, message.Sender) || settings.IsHub(chain, message.Sender)) =>
            [
                StreamNames.Of(message.MessageId),
                StreamNames.OfPage(message.Lane, SequencePage.PageOf(message.SequenceNumber)),
            ],
            RootCommitted commit when Arrives(commit.Lane, chain, settings) => PagesOf(commit),
            MessageExecuted executed when Arrives(executed.Lane, chain, settings) =>
            [
                StreamNames.OfPage(executed.Lane, SequencePage.PageOf(executed.SequenceNumber)),
            ],
            RootReceived { Kind: MessageKind.Stake } root when settings.IsOurs(root.Source, root.Peer) =>
            [
                StreamNames.Of(root.MessageId),
            ],
            RootReceived { Kind: MessageKind.Release or MessageKind.Refund } root
                when settings.IsHub(root.Source, root.Peer) => [StreamNames.Of(root.MessageId)],
            TransferSent transfer when transfer.Lane.Source == chain =>
            [
                StreamNames.OfTransfer(transfer.MessageId),
                StreamNames.OfPage(transfer.Lane, SequencePage.PageOf(transfer.SequenceNumber)),
            ],
            TransferArrived transfer when Arrives(transfer.Lane, chain, settings) =>
            [
                StreamNames.OfTransfer(transfer.MessageId),
            ],
            Minted minted => [StreamNames.Of(minted.StakeId)],
            MintSkipped skipped => [StreamNames.Of(skipped.StakeId)],
            MintsPaused or MintsUnpaused => [StreamNames.OfHub(chain)],
            _ => [],
        };

    private static bool IsFollowed(RootSent root) =>
        root.Kind is MessageKind.Stake or MessageKind.Release or MessageKind.Refund or MessageKind.Rewards;

    private static bool Arrives(Lane lane, ChainSelector chain, RouterSettings settings) =>
        lane.Destination == chain && settings.Chains.Contains(lane.Source);

    private static IEnumerable<string> PagesOf(RootCommitted commit)
    {
        var (min, max) = (commit.MinSequenceNumber, commit.MaxSequenceNumber);
        if (max < min || max - min >= LongestCommit)
            throw new InvalidOperationException(
                $"Expected a commit of 1 to {LongestCommit} sequence numbers, found {min} to {max} on lane {commit.Lane}. "
                    + "The watcher's decoding is wrong, or the message is not from it."
            );
        for (var page = SequencePage.PageOf(min); page <= SequencePage.PageOf(max); page++)
            yield return StreamNames.OfPage(commit.Lane, page);
    }
}
