using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>Whether news about a block changes what a stream knows; a repetition is silent.</summary>
public static class FactRules
{
    public static IEnumerable<object> Observe(SeenBlocks seen, FactsObserved news) =>
        seen.Knows(news.Block.Hash, news.Position, news.Facts) ? [] : [news];

    public static IEnumerable<object> Retract(SeenBlocks seen, BlockOrphaned news, DateTimeOffset now) =>
        !seen.Blocks.ContainsKey(news.BlockHash) || seen.Knows(news.BlockHash, news.Position, [])
            ? []
            : [new FactsRetracted(news.Chain, news.BlockHash, news.Position, now)];
}
