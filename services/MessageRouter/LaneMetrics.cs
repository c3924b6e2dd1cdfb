using System.Diagnostics.Metrics;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Measures stages where they end; within a stake's span the figure leads to its trace.</summary>
internal static class LaneMetrics
{
    private static readonly Histogram<double> Latency = Telemetry.Meter.CreateHistogram(
        "qlstake.lane.latency",
        "s",
        "How long a stage of the way takes, by lane and stage; block times for what a chain said, ours for decisions",
        advice: Telemetry.Waits
    );

    private static readonly Counter<long> Transitions = Telemetry.Meter.CreateCounter<long>(
        "qlstake.stakes.transitions",
        "{stake}",
        "Steps that stakes took, by step"
    );

    public static void Step(string what) => Transitions.Add(1, new KeyValuePair<string, object?>("step", what));

    /// <summary>A chain's clock and ours differ: what seems to end before it began took no time.</summary>
    public static void Record(Stage stage) =>
        Latency.Record(
            Math.Max(0, stage.Took.TotalSeconds),
            new("lane", stage.Lane.ToString()),
            new("stage", stage.Name)
        );
}
