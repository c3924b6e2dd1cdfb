using System.Diagnostics.Metrics;

namespace QLStake.Hosting;

/// <summary>How the logs that are read come in, by log.</summary>
internal static class InboxMetrics
{
    private static readonly Counter<long> Entries = Telemetry.Meter.CreateCounter<long>(
        "qlstake.inbox.taken",
        "{message}",
        "Messages whose effects are stored, by log"
    );

    private static readonly Gauge<long> Gap = Telemetry.Meter.CreateGauge<long>(
        "qlstake.inbox.gap",
        "{position}",
        "Positions between what was taken in and the end of the owner's log, by log; 0 once its feed has nothing more"
    );

    private static readonly Gauge<double> Compared = Telemetry.Meter.CreateGauge<double>(
        "qlstake.inbox.complete.timestamp",
        "s",
        "When a log was last found complete against its owner's feed, Unix time, by log"
    );

    private static readonly Gauge<long> Aside = Telemetry.Meter.CreateGauge<long>(
        "qlstake.inbox.parked",
        "{message}",
        "Messages that an operator set aside and that still wait, by log"
    );

    public static void Taken(string source, int entries) => Entries.Add(entries, Of(source));

    /// <param name="head">The end of the owner's log.</param>
    public static void Behind(string source, long position, long head) =>
        Gap.Record(Math.Max(0, head - position), Of(source));

    public static void Complete(string source, DateTimeOffset now)
    {
        Gap.Record(0, Of(source));
        Compared.Record(now.ToUnixTimeMilliseconds() / 1_000d, Of(source));
    }

    public static void Parked(string source, int entries) => Aside.Record(entries, Of(source));

    private static KeyValuePair<string, object?> Of(string source) => new("source", source);
}
