using System.Collections.Immutable;
using System.Text.Json.Serialization;
using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>What a stream knows of one block. Orphaned, it keeps only its place, so that no order of news leaves a trace.</summary>
public sealed record SeenBlock(ChainSelector Chain, long Position, BlockRef? Block, IReadOnlyList<ChainFact> Facts);

/// <summary>
/// The fold of facts: per block hash the highest position says whether it is orphaned; while it is not, all its pieces
/// hold together. Repetition changes nothing.
/// </summary>
public sealed record SeenBlocks(ImmutableSortedDictionary<B256, SeenBlock> Blocks)
{
    public static SeenBlocks None { get; } = new(ImmutableSortedDictionary<B256, SeenBlock>.Empty);

    [JsonIgnore]
    public IEnumerable<SeenBlock> Canonical => Blocks.Values.Where(block => block.Block is not null);

    public SeenBlocks Apply(object @event) =>
        @event switch
        {
            FactsObserved seen => Join(
                seen.Block.Hash,
                new(seen.Chain, seen.Position, seen.Block, [.. seen.Facts.OrderBy(fact => fact.LogIndex)])
            ),
            FactsRetracted gone => Join(gone.BlockHash, new(gone.Chain, gone.Position, null, [])),
            _ => this,
        };

    /// <summary>Whether these facts of a block say nothing new.</summary>
    public bool Knows(B256 hash, long position, IReadOnlyList<ChainFact> facts) =>
        Blocks.TryGetValue(hash, out var known)
        && (
            (known.Position > position && known.Block is null)
            || (known.Position >= position && facts.All(fact => known.Facts.Any(has => has.LogIndex == fact.LogIndex)))
        );

    /// <summary>All facts of a kind that hold, oldest first.</summary>
    public IEnumerable<Seen<TFact>> All<TFact>()
        where TFact : Fact =>
        from block in Canonical
        from fact in block.Facts
        where fact.Fact is TFact
        orderby block.Block!.Number, block.Position, fact.LogIndex
        select new Seen<TFact>(block.Chain, block.Block!, block.Position, fact, (TFact)fact.Fact);

    /// <summary>The youngest fact of a kind that holds.</summary>
    public Seen<TFact>? Latest<TFact>()
        where TFact : Fact => All<TFact>().LastOrDefault();

    private SeenBlocks Join(B256 hash, SeenBlock news) =>
        !Blocks.TryGetValue(hash, out var known) ? new(Blocks.SetItem(hash, news))
        : known.Block is not null && news.Block is not null
            ? new(Blocks.SetItem(hash, Higher(known, news) with { Facts = United(known, news) }))
        : known.Position < news.Position ? new(Blocks.SetItem(hash, news))
        : this;

    private static SeenBlock Higher(SeenBlock known, SeenBlock news) => known.Position < news.Position ? news : known;

    /// <summary>A block's facts may reach a stream in several parts: a full block's messages, and what found it by number.</summary>
    private static IReadOnlyList<ChainFact> United(SeenBlock known, SeenBlock news) =>
        [.. known.Facts.UnionBy(news.Facts, fact => fact.LogIndex).OrderBy(fact => fact.LogIndex)];
}
