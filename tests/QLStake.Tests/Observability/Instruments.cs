using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using QLStake.ChainWatcher;
using QLStake.Evm;
using QLStake.FeeAccounting;
using QLStake.Hosting;
using QLStake.MessageRouter;
using QLStake.MintExecutor;
using QLStake.RateLimitGuard;

namespace QLStake.Tests.Observability;

/// <summary>Every instrument that the services' code declares.</summary>
internal static class Instruments
{
    private static readonly Assembly[] Declaring =
    [
        typeof(Telemetry).Assembly,
        typeof(EvmTelemetry).Assembly,
        typeof(WatcherMetrics).Assembly,
        typeof(RouterStore).Assembly,
        typeof(GuardMetrics).Assembly,
        typeof(ExecutorMetrics).Assembly,
        typeof(FeeStore).Assembly,
    ];

    public static IReadOnlyList<Instrument> All { get; } = [.. Declared().OrderBy(instrument => instrument.Name)];

    /// <summary>The name that Prometheus stores (OpenTelemetry, Prometheus compatibility: units and types are suffixes; the exporter leaves ratios alone).</summary>
    public static string StoredName(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_');
        if (instrument.Unit == "s" && !name.EndsWith("_seconds", StringComparison.Ordinal))
            name += "_seconds";
        return instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal) ? $"{name}_total" : name;
    }

    private static List<Instrument> Declared()
    {
        foreach (var type in Declaring.SelectMany(assembly => assembly.GetTypes()).Where(HasInstruments))
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        var found = new List<Instrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Name.StartsWith("qlstake.", StringComparison.Ordinal))
                found.Add(instrument);
        };
        listener.Start();
        return found;
    }

    private static bool HasInstruments(Type type) =>
        !type.ContainsGenericParameters
        && type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Any(field => field.FieldType == typeof(SampledGauge) || field.FieldType.IsSubclassOf(typeof(Instrument)));
}
