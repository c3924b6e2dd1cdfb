using System.Diagnostics.Metrics;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>What the guard counts: rulings by kind and lane.</summary>
internal static class GuardMetrics
{
    private static readonly Counter<long> Rulings = Telemetry.Meter.CreateCounter<long>(
        "qlstake.guard.rulings",
        "{ruling}",
        "Rulings on mints, by kind and lane"
    );

    public static void Count(Ruling ruling, Lane lane) =>
        Rulings.Add(1, new("ruling", ruling.GetType().Name), new("lane", lane.ToString()));
}
