using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace QLStake.Hosting;

/// <summary>The names under which the services trace and measure.</summary>
public static class Telemetry
{
    public const string Name = "QLStake";

    public static ActivitySource Source { get; } = new(Name);
    public static Meter Meter { get; } = new(Name);

    internal static Counter<long> Taken { get; } =
        Meter.CreateCounter<long>("qlstake.inbox.taken", "{message}", "Messages whose effects are stored");
}
