using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>Keeps the books at what the chain says: what no longer holds is countered, what holds anew is posted anew.</summary>
public static class JournalRules
{
    public static IEnumerable<IJournalEvent> Observe(Journal journal, BlockObserved seen, long position)
    {
        var news = seen
            .Facts.Where(fact => FeeRules.Concerns(fact.Fact))
            .Where(fact => !journal.Facts.TryGetValue(fact.LogIndex, out var known) || known.Position < position)
            .ToList();
        return news.Count == 0
            ? []
            :
            [
                new BlockJournaled(
                    seen.Chain,
                    seen.Block,
                    position,
                    news,
                    Difference(seen.Chain, journal.Told(seen.Block, news, position))
                ),
            ];
    }

    public static IEnumerable<IJournalEvent> Orphan(Journal journal, ChainSelector chain, B256 hash, long position) =>
        position <= journal.OrphanedAt
            ? []
            : [new BlockRetracted(chain, hash, position, Difference(chain, journal.Orphaned(position)))];

    /// <summary>From what stands to what the facts say.</summary>
    private static IReadOnlyList<Posting> Difference(ChainSelector chain, Journal journal)
    {
        var due = journal.Block is { } block ? FeeRules.Postings(chain, block, journal.Holding).ToHashSet() : [];
        var standing = journal.Standing.ToDictionary(posting =>
            posting with
            {
                Revision = 1,
                Period = null,
                Worth = null,
            }
        );
        var revisions = journal
            .Postings.GroupBy(posting => (posting.Fact.LogIndex, posting.Kind))
            .ToDictionary(same => same.Key, same => same.Max(posting => posting.Revision));
        return
        [
            .. standing.Where(pair => !due.Contains(pair.Key)).Select(pair => pair.Value.Counter()),
            .. due.Where(posting => !standing.ContainsKey(posting))
                .Select(posting =>
                    posting with
                    {
                        Revision = 1 + revisions.GetValueOrDefault((posting.Fact.LogIndex, posting.Kind)),
                    }
                ),
        ];
    }
}
