using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>The facts of one block that concern one stream. Seen again with a higher position after a reorg brought it back.</summary>
/// <param name="Position">Where the chain's log said so: per block hash the highest wins.</param>
public sealed record FactsObserved(ChainSelector Chain, BlockRef Block, long Position, IReadOnlyList<ChainFact> Facts);

/// <summary>The block is no longer part of its chain, and what it said no longer holds.</summary>
public sealed record FactsRetracted(ChainSelector Chain, B256 BlockHash, long Position, DateTimeOffset At);

/// <summary>A fact with the place where it was seen.</summary>
/// <param name="Source">As the block said it.</param>
public sealed record Seen<TFact>(ChainSelector Chain, BlockRef Block, long Position, ChainFact Source, TFact Fact)
    where TFact : Fact
{
    public B256 TxHash => Source.TxHash;

    public uint LogIndex => Source.LogIndex;

    /// <summary>The block's own time.</summary>
    public DateTimeOffset At => BlockTime.Of(Block);
}

public static class BlockTime
{
    public static DateTimeOffset Of(BlockRef block) =>
        DateTimeOffset.FromUnixTimeSeconds(checked((long)block.Timestamp));
}
