using QLStake.ChainWatcher.Decoding;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using Tag = QLStake.Evm.BlockRef;

namespace QLStake.ChainWatcher;

/// <summary>Reads one chain block by block: what follows, what was orphaned, what became final.</summary>
/// <param name="chains">All that are watched: lanes lead from one to another.</param>
internal sealed class ChainWorker(IReadOnlyList<ChainSettings> chains, int index, IEvmChain chain, ChainLedger ledger)
{
    private const ulong BlocksPerStep = 500;
    private readonly ChainSettings settings = chains[index];
    private readonly FactReader _facts = new(chains[index], chain);
    private bool _contractsFound;
    private Cursor? _cursor;

    /// <summary>Reads until the head is reached.</summary>
    /// <exception cref="ConfigurationException">A configured address holds no contract.</exception>
    /// <exception cref="RpcException">The chain cannot be read now.</exception>
    /// <exception cref="FinalityViolatedException">The chain dropped blocks it had called final.</exception>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        if (!_contractsFound)
        {
            var configured = new ConfiguredChain(settings, index, chain);
            await configured.FindContractsAsync(ct);
            await configured.RequireIdentityAsync(chains.Select(other => other.Selector), ct);
            _contractsFound = true;
        }
        // Known from the last time, if that ended well.
        var known = _cursor;
        _cursor = null;
        var cursor = known ?? await ledger.CursorAsync(ct) ?? await BeginAsync(ct);
        while (await StepAsync(cursor, ct) is { } next)
            cursor = next;
        _cursor = await FinalizeAsync(cursor, ct);
        WatcherMetrics.Read(settings.Name, _cursor);
    }

    /// <returns>The cursor after one step, or null at the head.</returns>
    private async Task<Cursor?> StepAsync(Cursor cursor, CancellationToken ct)
    {
        if (await chain.GetHeader(Tag.Latest, ct) is not { } head)
            return null;
        WatcherMetrics.Saw(settings.Name, head, cursor);
        if (head.Hash == cursor.Hash)
            return null;
        // The head follows the cursor most of the time: then it is all there is to read, and nothing was orphaned.
        if (head.ParentHash == cursor.Hash)
            return await ObserveAsync(cursor, [head], ct);
        if (await HasLeftAsync(cursor, head, ct))
        {
            var ancestor = await WriteAsync(cursor, await ReorgAsync(cursor, ct), ct);
            WatcherMetrics.Reorged(settings.Name, cursor, ancestor);
            return ancestor;
        }
        if (head.Number <= cursor.Number)
            return null;
        var last = Math.Min(head.Number, cursor.Number + BlocksPerStep);
        var headers = Linkage.Linked(cursor.Hash, await chain.GetHeaders(cursor.Number + 1, last, ct));
        return headers.Count == 0 ? null : await ObserveAsync(cursor, Epoch.First(headers), ct);
    }

    /// <summary>
    /// Whether the chain left the branch that was read. An endpoint that is behind, or does not know a block that another
    /// has shown, contradicts nothing.
    /// </summary>
    private async Task<bool> HasLeftAsync(Cursor cursor, BlockHeader head, CancellationToken ct)
    {
        if (head.Number >= cursor.Number)
            return await HashAtAsync(cursor.Number, ct) is { } hash && hash != cursor.Hash;
        var watched = await ledger.WatchedAsync(ct);
        return watched.FirstOrDefault(block => block.Number == head.Number) is { } known && known.Hash != head.Hash;
    }

    private async Task<Cursor> ObserveAsync(Cursor cursor, IReadOnlyList<BlockHeader> headers, CancellationToken ct)
    {
        var news = NewsRules.Observed(cursor, settings.Selector, headers, await _facts.ReadAsync(headers, ct));
        if (Epoch.Begins(cursor, headers))
            news = NewsRules.AfterClosing(news, cursor, settings.Selector, await ledger.WatchedAsync(ct));
        return await WriteAsync(cursor, news, ct);
    }

    private async Task<News> ReorgAsync(Cursor cursor, CancellationToken ct)
    {
        var watched = await ledger.WatchedAsync(ct);
        var ancestor =
            await Linkage.CommonAncestorAsync(watched, number => HashAtAsync(number, ct))
            ?? throw new FinalityViolatedException(
                $"{settings.Name} no longer has block {cursor.Finalized}, which it called final. Reading stops here: "
                    + "compare the endpoints (QLStake:Chains) with an independent one before anything is approved."
            );
        return NewsRules.Reorged(cursor, settings.Selector, ancestor, watched);
    }

    /// <returns>The cursor, moved if something became final.</returns>
    private async Task<Cursor> FinalizeAsync(Cursor cursor, CancellationToken ct)
    {
        if (await chain.GetHeader(Tag.Finalized, ct) is not { } final || final.Number <= cursor.Finalized)
            return cursor;
        var watched = await ledger.WatchedAsync(ct);
        // Finality is claimed only for what has been read: below the cursor, on the branch that was read.
        var upTo = watched.FirstOrDefault(block => block.Number <= final.Number);
        if (upTo is not null && await HashAtAsync(upTo.Number, ct) == upTo.Hash)
            if (NewsRules.Finalized(cursor, settings.Selector, upTo, watched) is { } news)
                return await WriteAsync(cursor, news, ct);
        return cursor;
    }

    private async Task<Cursor> BeginAsync(CancellationToken ct)
    {
        var start = settings.StartBlock == 0 ? 0 : settings.StartBlock - 1;
        var header =
            await chain.GetHeader(Tag.Number(start), ct)
            ?? throw new ChainMovedException(
                $"{settings.Name} has no block {start} yet (QLStake:Chains:{index}:StartBlock)."
            );
        var cursor = new Cursor(settings.Selector.ToString(), header.Number, header.Hash, header.Timestamp, 0);
        await WriteAsync(
            null,
            new([], cursor, [WatchedBlock.Of(settings.Selector, Linkage.Ref(header), false)], null, null),
            ct
        );
        return cursor;
    }

    private async Task<Cursor> WriteAsync(Cursor? known, News news, CancellationToken ct)
    {
        await ledger.WriteAsync(known, news, ct);
        WatcherMetrics.Read(settings.Name, news.Next);
        return news.Next;
    }

    private async Task<B256?> HashAtAsync(ulong number, CancellationToken ct) =>
        (await chain.GetHeader(Tag.Number(number), ct))?.Hash;
}

/// <summary>The chain changed under the reader; the next look starts from the chain as it is then.</summary>
public sealed class ChainMovedException(string message) : Exception(message);

/// <summary>Blocks called final are gone. Nothing can be relied on until a human has looked.</summary>
public sealed class FinalityViolatedException(string message) : Exception(message);
