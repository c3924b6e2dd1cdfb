using Marten;
using QLStake.Contracts;

namespace QLStake.ChainWatcher;

/// <summary>Event names and tables of the watcher.</summary>
internal static class WatcherStore
{
    public static void Configure(StoreOptions store)
    {
        // A block is news as it is: the event and the message are the same record.
        store.Events.MapEventType<BlockObserved>("watcher.block-observed.v1");
        store.Events.MapEventType<ChainFinalized>("watcher.chain-finalized.v1");
        store.Events.MapEventType<ChainReorged>("watcher.chain-reorged.v1");
        store.Events.MapEventType<EpochClosed>("watcher.epoch-closed.v1");
        // The cursor's revision fences the one writer of a chain.
        store.Schema.For<Cursor>().UseOptimisticConcurrency(true);
        store.Schema.For<WatchedBlock>().Duplicate(block => block.Chain).Duplicate(block => block.Height);
    }

    public static string StreamOf(ChainSelector chain, BlockRef block) => $"chain-{chain}-{Epoch.Of(block.Timestamp)}";
}
