using QLStake.Contracts;
using QLStake.Evm;

namespace QLStake.ChainWatcher;

/// <summary>What one look at a chain brought, ready to be written in one transaction.</summary>
/// <param name="Events">News in the chain's order, each with the block whose day names its stream.</param>
/// <param name="Next">The cursor afterwards.</param>
/// <param name="Watched">Blocks to keep until they are final.</param>
/// <param name="DropAbove">Watched blocks above this height are no longer on the chain.</param>
/// <param name="DropBelow">Watched blocks below this height are final and no longer needed.</param>
internal sealed record News(
    IReadOnlyList<(Contracts.BlockRef Block, object Event)> Events,
    Cursor Next,
    IReadOnlyList<WatchedBlock> Watched,
    ulong? DropAbove,
    ulong? DropBelow
);

/// <summary>Turns what was read into news. Pure.</summary>
internal static class NewsRules
{
    /// <summary>A message holds at most this many facts; a fuller block comes in several.</summary>
    private const int FactsPerMessage = 200;

    /// <summary>Blocks that follow the cursor, with the facts found in each.</summary>
    public static News Observed(
        Cursor cursor,
        ChainSelector chain,
        IReadOnlyList<BlockHeader> headers,
        ILookup<B256, ChainFact> facts
    )
    {
        var events = headers
            .Where(header => facts.Contains(header.Hash))
            .SelectMany(header => facts[header.Hash].Chunk(FactsPerMessage), (header, list) => (header, list))
            .Select(pair =>
                (Linkage.Ref(pair.header), (object)new BlockObserved(chain, Linkage.Ref(pair.header), pair.list))
            );
        var watched = headers.Select(header =>
            WatchedBlock.Of(chain, Linkage.Ref(header), facts.Contains(header.Hash))
        );
        var next = cursor with
        {
            Number = headers[^1].Number,
            Hash = headers[^1].Hash,
            Timestamp = headers[^1].Timestamp,
        };
        return new([.. events], next, [.. watched], null, null);
    }

    /// <summary>The news of a new epoch's first blocks: the old epoch is closed first, in the same transaction.</summary>
    /// <param name="watched">The blocks that may still be orphaned, before these.</param>
    public static News AfterClosing(News news, Cursor cursor, ChainSelector chain, IEnumerable<WatchedBlock> watched)
    {
        var unfinalized = watched
            .Where(block => block.Number > cursor.Finalized)
            .OrderBy(block => block.Number)
            .Select(block => block.Ref);
        var closed = new EpochClosed(chain, Epoch.Of(cursor.Timestamp), cursor, [.. unfinalized]);
        var last = new Contracts.BlockRef(cursor.Number, cursor.Hash, cursor.Timestamp);
        return news with { Events = [(last, closed), .. news.Events] };
    }

    /// <summary>The chain left our branch after the ancestor. Only blocks that held facts are news.</summary>
    public static News Reorged(
        Cursor cursor,
        ChainSelector chain,
        WatchedBlock ancestor,
        IEnumerable<WatchedBlock> watched
    )
    {
        var orphaned = watched.Where(block => block.Number > ancestor.Number && block.HasFacts).ToList();
        var next = cursor with
        {
            Number = ancestor.Number,
            Hash = ancestor.Hash,
            Timestamp = ancestor.Timestamp,
            Finalized = Math.Min(cursor.Finalized, ancestor.Number),
        };
        IReadOnlyList<(Contracts.BlockRef, object)> events =
            orphaned.Count == 0
                ? []
                : [(ancestor.Ref, new ChainReorged(chain, ancestor.Ref, [.. orphaned.Select(block => block.Hash)]))];
        return new(events, next, [], DropAbove: ancestor.Number, null);
    }

    /// <summary>Finality reached the watched block; it is news only if it makes a fact final.</summary>
    public static News? Finalized(
        Cursor cursor,
        ChainSelector chain,
        WatchedBlock upTo,
        IEnumerable<WatchedBlock> watched
    )
    {
        if (upTo.Number <= cursor.Finalized)
            return null;
        var final = watched.Any(block =>
            block.HasFacts && block.Number > cursor.Finalized && block.Number <= upTo.Number
        );
        IReadOnlyList<(Contracts.BlockRef, object)> events = final
            ? [(upTo.Ref, new ChainFinalized(chain, upTo.Ref))]
            : [];
        return new(events, cursor with { Finalized = upTo.Number }, [], null, DropBelow: upTo.Number);
    }
}
