using Marten;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.ChainWatcher;

/// <summary>What is stored of one chain: the log, the cursor and the blocks that may still be orphaned.</summary>
internal sealed class ChainLedger(ChainSettings settings, IDocumentStore store, StreamsFactory streams)
{
    private readonly string _chain = settings.Selector.ToString();

    public async Task<Cursor?> CursorAsync(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return await session.LoadAsync<Cursor>(_chain, ct);
    }

    /// <summary>Watched blocks, highest first.</summary>
    public async Task<IReadOnlyList<WatchedBlock>> WatchedAsync(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return await session
            .Query<WatchedBlock>()
            .Where(block => block.Chain == _chain)
            .OrderByDescending(block => block.Height)
            .ToListAsync(ct);
    }

    /// <summary>News, cursor and watched blocks in one transaction; the cursor never passes what is not in the log.</summary>
    /// <param name="known">The cursor the news follows; null for the first.</param>
    /// <param name="news">What was read.</param>
    /// <param name="ct">Ends the attempt.</param>
    /// <exception cref="ChainMovedException">Another replica has written meanwhile.</exception>
    public Task WriteAsync(Cursor? known, News news, CancellationToken ct) =>
        streams.RunAsync(
            async unit =>
            {
                // Loading it in this session makes its version the one that must still be there.
                if (await unit.Session.LoadAsync<Cursor>(_chain, ct) is { } stored && stored != known)
                    throw new ChainMovedException(
                        $"Expected to continue {settings.Name} after block {known?.Number}, found block {stored.Number}: "
                            + "another replica reads this chain. Reading on from there."
                    );
                foreach (var (block, @event) in news.Events)
                    unit.AppendToLog(WatcherStore.StreamOf(settings.Selector, block), [@event]);
                if ((long?)news.DropAbove is { } above)
                    unit.Session.DeleteWhere<WatchedBlock>(block => block.Chain == _chain && block.Height > above);
                if ((long?)news.DropBelow is { } below)
                    unit.Session.DeleteWhere<WatchedBlock>(block => block.Chain == _chain && block.Height < below);
                unit.Session.Store(news.Watched.ToArray());
                unit.Session.Store(news.Next);
            },
            ct
        );
}
