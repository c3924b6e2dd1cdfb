using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>Takes in a block: its facts go to their streams, and what they make possible is decided.</summary>
public sealed class BlockIntake(IRouterUnit unit, RouterSettings settings)
{
    private readonly Continuation _continuation = new(unit, settings);
    private readonly BatchIntake _batches = new(unit);

    public async Task ObserveAsync(BlockObserved seen, long position, DateTimeOffset now, CancellationToken ct)
    {
        var parts = Distribution.Of(seen, settings);
        if (parts.Count == 0 || !await IsNewsAsync(seen, position, parts, ct))
            return;
        foreach (var part in parts)
        {
            var news = new FactsObserved(seen.Chain, seen.Block, position, part.Facts);
            await TakeAsync(part.Stream, news, now, ct);
        }
        foreach (var part in parts)
            await ExpectFinalityAsync(part, seen, now, ct);
    }

    /// <summary>The block's own stream is the gate: older than what is known of the block is no news.</summary>
    private async Task<bool> IsNewsAsync(
        BlockObserved seen,
        long position,
        IReadOnlyList<Part> parts,
        CancellationToken ct
    )
    {
        var stream = StreamNames.OfBlock(seen.Chain, seen.Block.Hash);
        var known = await unit.LoadAsync<BlockTrail>(stream, ct);
        if (position <= known.Position)
            return false;
        var traced = new BlockTraced(seen.Chain, seen.Block, position, [.. parts.Select(part => part.Stream)]);
        await unit.DecideAsync<BlockTrail>(stream, trail => BlockTrail.Trace(trail, traced), ct);
        return true;
    }

    private async Task TakeAsync(string stream, FactsObserved news, DateTimeOffset now, CancellationToken ct)
    {
        if (StreamNames.IsStake(stream))
            await unit.DecideAsync<Stake>(stream, stake => FactRules.Observe(stake.Seen, news), ct);
        else if (StreamNames.IsRoot(stream))
            await TakeRootAsync(stream, news, now, ct);
        else if (StreamNames.IsTransfer(stream))
            await TakeTransferAsync(stream, news, now, ct);
        else if (StreamNames.IsBatch(stream))
            await _batches.ObserveAsync(stream, news, ct);
        else if (StreamNames.IsRelease(stream))
            await TakeReleaseAsync(stream, news, now, ct);
        else if (StreamNames.IsRewards(stream))
            await unit.DecideAsync<Rewards>(stream, rewards => FactRules.Observe(rewards.Seen, news), ct);
        else if (StreamNames.IsRate(stream))
            await unit.DecideAsync<Rate>(stream, rate => FactRules.Observe(rate.Seen, news), ct);
        else if (StreamNames.IsPage(stream))
            await TakePageAsync(stream, news, now, ct);
        else
            await unit.DecideAsync<HubStatus>(stream, hub => FactRules.Observe(hub.Seen, news), ct);
    }

    private async Task TakeRootAsync(string stream, FactsObserved news, DateTimeOffset now, CancellationToken ct)
    {
        var root = await unit.DecideAsync<Root>(stream, known => FactRules.Observe(known.Seen, news), ct);
        root = await _batches.BindAsync(stream, root, ct);
        await _continuation.AskAsync(root, now, ct);
    }

    /// <summary>The burn may be seen after the arrival is final: then it is compared, and the end told, now.</summary>
    private async Task TakeTransferAsync(string stream, FactsObserved news, DateTimeOffset now, CancellationToken ct)
    {
        var transfer = await unit.DecideAsync<Transfer>(stream, known => FactRules.Observe(known.Seen, news), ct);
        if (
            transfer is { Final: null, Sent: not null, Arrived: { Chain: var chain } }
            && await unit.FinalizedAsync(chain, ct) is { } height
        )
            await _continuation.FinalizeAsync(stream, chain, height, now, ct);
    }

    private async Task TakeReleaseAsync(string stream, FactsObserved news, DateTimeOffset now, CancellationToken ct)
    {
        await unit.DecideAsync<Release>(stream, known => FactRules.Observe(known.Seen, news), ct);
        await unit.DecideAsync<Release>(
            stream,
            known => ReleaseRules.AskRest(known, StreamNames.LeafOf(stream), settings, now),
            ct
        );
    }

    /// <summary>A number meets its message: whichever came second brings the two together.</summary>
    private async Task TakePageAsync(string stream, FactsObserved news, DateTimeOffset now, CancellationToken ct)
    {
        var page = await unit.DecideAsync<SequencePage>(stream, known => FactRules.Observe(known.Seen, news), ct);
        var fresh = SequencePage.Of(news.Facts).Select(message => message.MessageId).ToHashSet();
        foreach (var message in page.Messages())
        {
            var carrier = StreamNames.Of(message);
            foreach (var arrival in page.ArrivalsOf(message.SequenceNumber))
                if (arrival.Block.Hash == news.Block.Hash || fresh.Contains(message.MessageId))
                    await TakeAsync(carrier, arrival, now, ct);
            if (fresh.Contains(message.MessageId))
                foreach (var orphaned in page.Orphaned())
                    await new ReorgIntake(unit).RetractAsync(carrier, orphaned, now, ct);
        }
    }

    private async Task ExpectFinalityAsync(Part part, BlockObserved seen, DateTimeOffset now, CancellationToken ct)
    {
        var decides = StreamNames.IsRoot(part.Stream)
            ? part.Facts.Any(fact => fact.Fact is RootSent)
            : part.Facts.Any(fact => fact.Fact is Minted or TransferArrived or PaidOut or PayoutFailed);
        if (!decides)
            return;
        if (await unit.FinalizedAsync(seen.Chain, ct) is { } height && height >= seen.Block.Number)
            await _continuation.FinalizeAsync(part.Stream, seen.Chain, height, now, ct);
        else
            unit.AwaitFinality(seen.Chain, seen.Block, part.Stream);
    }
}
