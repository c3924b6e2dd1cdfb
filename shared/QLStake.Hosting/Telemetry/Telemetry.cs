using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace QLStake.Hosting;

/// <summary>The names under which the services trace and measure.</summary>
public static class Telemetry
{
    public const string Name = "QLStake";

    public static ActivitySource Source { get; } = new(Name);
    public static Meter Meter { get; } = new(Name);

    /// <summary>Bounds of a wait: from a local chain's second to the hours that finality and limits take. Seconds.</summary>
    public static InstrumentAdvice<double> Waits { get; } =
        new()
        {
            HistogramBucketBoundaries =
            [
                0.5,
                1,
                2,
                5,
                10,
                20,
                30,
                60,
                120,
                300,
                600,
                900,
                1_200,
                1_800,
                3_600,
                7_200,
                14_400,
                43_200,
                86_400,
            ],
        };
}
