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
    public Task WriteAsync(News news, CancellationToken ct) =>
        streams.RunAsync(
            async unit =>
            {
                // Loading it in this session makes its version the one that must still be there.
                await unit.Session.LoadAsync<Cursor>(_chain, ct);
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
