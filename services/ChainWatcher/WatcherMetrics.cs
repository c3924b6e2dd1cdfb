using System.Diagnostics.Metrics;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.ChainWatcher;

/// <summary>How far each chain is read. Only the replica that works tells.</summary>
internal static class WatcherMetrics
{
    private static readonly Gauge<long> Head = Telemetry.Meter.CreateGauge<long>(
        "qlstake.watcher.head",
        "{block}",
        "Newest block that the chain showed"
    );

    private static readonly Gauge<long> Height = Telemetry.Meter.CreateGauge<long>(
        "qlstake.watcher.height",
        "{block}",
        "Last block whose facts are in the log"
    );

    private static readonly Gauge<long> Finalized = Telemetry.Meter.CreateGauge<long>(
        "qlstake.watcher.finalized",
        "{block}",
        "Height up to which the log calls the chain final"
    );

    private static readonly Gauge<long> Lag = Telemetry.Meter.CreateGauge<long>(
        "qlstake.watcher.lag",
        "{block}",
        "Blocks between the head and the last block that was read"
    );

    private static readonly Gauge<double> Delay = Telemetry.Meter.CreateGauge<double>(
        "qlstake.watcher.delay",
        "s",
        "By how much the last block that was read is older than the head, block time"
    );

    private static readonly Gauge<double> BlockTime = Telemetry.Meter.CreateGauge<double>(
        "qlstake.watcher.block.timestamp",
        "s",
        "Block time of the newest block, Unix time: a chain that stands still shows here"
    );

    private static readonly Gauge<double> Looked = Telemetry.Meter.CreateGauge<double>(
        "qlstake.watcher.complete.timestamp",
        "s",
        "When the chain was last read up to its head, Unix time"
    );

    private static readonly Histogram<long> Orphaned = Telemetry.Meter.CreateHistogram(
        "qlstake.watcher.reorg.depth",
        "{block}",
        "Blocks that a reorg took away",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 3, 5, 8, 13, 21, 34, 55] }
    );

    public static void Saw(string chain, BlockHeader head, Cursor cursor)
    {
        var of = Of(chain);
        Head.Record((long)head.Number, of);
        BlockTime.Record(head.Timestamp, of);
        Lag.Record(head.Number > cursor.Number ? (long)(head.Number - cursor.Number) : 0, of);
        Delay.Record(head.Timestamp > cursor.Timestamp ? head.Timestamp - cursor.Timestamp : 0, of);
    }

    public static void Read(string chain, Cursor cursor)
    {
        Height.Record((long)cursor.Number, Of(chain));
        Finalized.Record((long)cursor.Finalized, Of(chain));
    }

    public static void Complete(string chain, DateTimeOffset now) =>
        Looked.Record(now.ToUnixTimeMilliseconds() / 1_000d, Of(chain));

    public static void Reorged(string chain, Cursor before, Cursor after)
    {
        if (before.Number > after.Number)
            Orphaned.Record((long)(before.Number - after.Number), Of(chain));
    }

    private static KeyValuePair<string, object?> Of(string chain) => new("chain", chain);
}
