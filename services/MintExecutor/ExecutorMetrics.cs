using System.Diagnostics.Metrics;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>What the executor measures by hub chain, and the spans it adds to each stake's own trace.</summary>
internal static class ExecutorMetrics
{
    private static readonly Histogram<int> Mints = Telemetry.Meter.CreateHistogram<int>(
        "qlstake.executor.batch.mints",
        "{mint}",
        "Mints of a batch that was sent"
    );

    private static readonly Histogram<long> Gas = Telemetry.Meter.CreateHistogram<long>(
        "qlstake.executor.batch.gas",
        "{gas}",
        "Gas that a mined batch used"
    );

    public static void Note(string chain, Batch batch, IEnumerable<object> events)
    {
        foreach (var @event in events)
        {
            if (@event is BatchSent)
                Mints.Record(batch.Plan!.Items.Count, new KeyValuePair<string, object?>("chain", chain));
            if (@event is BatchMined mined)
                Gas.Record((long)mined.GasUsed, new KeyValuePair<string, object?>("chain", chain));
            foreach (var item in batch.Plan!.Items)
                StakeTrace.Transition(item.StakeId, $"executor {@event.GetType().Name}")?.Dispose();
        }
    }
}
