using Marten;
using QLStake.Contracts;

namespace QLStake.ChainWatcher;

/// <summary>Event names and tables of the watcher.</summary>
internal static class WatcherStore
{
    /// <summary>A block is news as it is: the event and the message are the same record.</summary>
    public static IReadOnlyDictionary<string, Type> Events { get; } =
        new Dictionary<string, Type>
        {
            ["watcher.block-observed.v1"] = typeof(BlockObserved),
            ["watcher.chain-finalized.v1"] = typeof(ChainFinalized),
            ["watcher.chain-reorged.v1"] = typeof(ChainReorged),
            ["watcher.epoch-closed.v1"] = typeof(EpochClosed),
        };

    public static void Configure(StoreOptions store)
    {
        foreach (var (name, type) in Events)
            store.Events.MapEventType(type, name);
        // The cursor's revision fences the one writer of a chain.
        store.Schema.For<Cursor>().UseOptimisticConcurrency(true);
        store.Schema.For<WatchedBlock>().Duplicate(block => block.Chain).Duplicate(block => block.Height);
    }

    public static string StreamOf(ChainSelector chain, BlockRef block) => $"chain-{chain}-{Epoch.Of(block.Timestamp)}";
}
