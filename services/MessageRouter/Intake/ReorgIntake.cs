using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>Takes back what orphaned blocks said, wherever it went. No command is taken back: the hub has the last word.</summary>
public sealed class ReorgIntake(IRouterUnit unit)
{
    public async Task OrphanAsync(ChainReorged reorg, long position, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var hash in reorg.Orphaned)
        {
            var news = new BlockOrphaned(reorg.Chain, hash, position);
            var trail = await unit.DecideAsync<BlockTrail>(
                StreamNames.OfBlock(reorg.Chain, hash),
                known => BlockTrail.Orphan(known, news),
                ct
            );
            if (trail.Position == position)
                foreach (var stream in trail.Streams)
                    await RetractAsync(stream, news, now, ct);
        }
    }

    /// <summary>Takes back from one stream what a block said, and from the messages that found it by number.</summary>
    public async Task RetractAsync(string stream, BlockOrphaned news, DateTimeOffset now, CancellationToken ct)
    {
        IEnumerable<object> Retract(SeenBlocks seen) => FactRules.Retract(seen, news, now);

        if (StreamNames.IsStake(stream))
            await unit.DecideAsync<Stake>(stream, stake => Retract(stake.Seen), ct);
        else if (StreamNames.IsRoot(stream))
        {
            var root = await unit.DecideAsync<Root>(stream, known => Retract(known.Seen), ct);
            if (root.Batch is { } batch)
                await RetractAsync(batch, news, now, ct);
        }
        else if (StreamNames.IsBatch(stream))
            await unit.DecideAsync<Batch>(stream, batch => Retract(batch.Seen), ct);
        else if (StreamNames.IsRelease(stream))
            await unit.DecideAsync<Release>(stream, release => Retract(release.Seen), ct);
        else if (StreamNames.IsTransfer(stream))
            await unit.DecideAsync<Transfer>(stream, transfer => Retract(transfer.Seen), ct);
        else if (StreamNames.IsRewards(stream))
            await unit.DecideAsync<Rewards>(stream, rewards => Retract(rewards.Seen), ct);
        else if (StreamNames.IsRate(stream))
            await unit.DecideAsync<Rate>(stream, rate => Retract(rate.Seen), ct);
        else if (StreamNames.IsHub(stream))
            await unit.DecideAsync<HubStatus>(stream, hub => Retract(hub.Seen), ct);
        else
        {
            var page = await unit.DecideAsync<SequencePage>(stream, known => Retract(known.Seen), ct);
            foreach (var message in page.Messages())
                await RetractAsync(StreamNames.Of(message), news, now, ct);
        }
    }
}
