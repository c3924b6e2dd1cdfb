using System.Collections.Immutable;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>A block's facts went to these streams.</summary>
public sealed record BlockTraced(ChainSelector Chain, BlockRef Block, long Position, IReadOnlyList<string> Streams);

/// <summary>The block left its chain. Remembered even when the block itself was never seen here.</summary>
public sealed record BlockOrphaned(ChainSelector Chain, B256 BlockHash, long Position);

/// <summary>Where a block's facts went, so that a reorg finds them: stream <c>block-{selector}-{hash}</c>.</summary>
public sealed record BlockTrail(long Position, ImmutableSortedSet<string> Streams) : IState<BlockTrail>
{
    public static BlockTrail Initial { get; } = new(0, ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    public BlockTrail Apply(object @event) =>
        @event switch
        {
            BlockTraced traced => new(Math.Max(Position, traced.Position), Streams.Union(traced.Streams)),
            BlockOrphaned orphaned => this with { Position = Math.Max(Position, orphaned.Position) },
            _ => this,
        };

    public static IEnumerable<object> Trace(BlockTrail trail, BlockTraced news) =>
        news.Position <= trail.Position ? [] : [news];

    public static IEnumerable<object> Orphan(BlockTrail trail, BlockOrphaned news) =>
        news.Position <= trail.Position ? [] : [news];
}
