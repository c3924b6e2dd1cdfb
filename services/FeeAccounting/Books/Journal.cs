using System.Collections.Immutable;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>A fact and the highest position at which its chain's log told it.</summary>
public sealed record JournaledFact(long Position, ChainFact Fact);

/// <summary>
/// One block in the books: its facts, when it was last orphaned, and every posting made for it. A fact holds if it was told
/// after the last orphaning; that is a join, so any order and repetition of the same news ends the same.
/// </summary>
public sealed record Journal(
    BlockRef? Block,
    ImmutableSortedDictionary<uint, JournaledFact> Facts,
    long OrphanedAt,
    ImmutableList<Posting> Postings
) : IState<Journal>, IShown
{
    public static Journal Initial { get; } =
        new(null, ImmutableSortedDictionary<uint, JournaledFact>.Empty, 0, ImmutableList<Posting>.Empty);

    /// <summary>What the chain says now.</summary>
    public IEnumerable<ChainFact> Holding =>
        Facts.Values.Where(known => known.Position > OrphanedAt).Select(known => known.Fact);

    /// <summary>What is posted and not taken back.</summary>
    public IEnumerable<Posting> Standing =>
        Postings.GroupBy(posting => posting.OriginalId).Where(pair => pair.Count() == 1).Select(pair => pair.First());

    public Journal Apply(object @event) =>
        @event switch
        {
            BlockJournaled news => Told(news.Block, news.Facts, news.Position).Write(news.Postings),
            BlockRetracted gone => Orphaned(gone.Position).Write(gone.Postings),
            _ => this,
        };

    public Journal Told(BlockRef block, IEnumerable<ChainFact> facts, long position) =>
        this with
        {
            Block = block,
            Facts = Facts.SetItems(
                facts.Select(fact => KeyValuePair.Create(fact.LogIndex, new JournaledFact(position, fact)))
            ),
        };

    public Journal Orphaned(long position) => this with { OrphanedAt = Math.Max(OrphanedAt, position) };

    public IEnumerable<object> Documents(string stream)
    {
        var standing = Standing.Select(posting => posting.Id).ToHashSet();
        return Postings.Select(posting => PostingRow.Of(posting, standing.Contains(posting.Id)));
    }

    private Journal Write(IEnumerable<Posting> postings) => this with { Postings = Postings.AddRange(postings) };
}
