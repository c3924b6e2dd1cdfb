using System.Diagnostics.Metrics;
using Npgsql;

namespace QLStake.Hosting;

/// <summary>What waits in the service's own database: events that are not shipped, and streams that are to be woken.</summary>
internal sealed class StoreSample(NpgsqlDataSource database, Wakes wakes, TimeProvider time) : ISampled
{
    private const string Outbox = """
        select coalesce(max(last_seq_id) filter (where name = 'HighWaterMark'), 0)
             - coalesce(max(last_seq_id) filter (where name <> 'HighWaterMark'), 0)
        from mt_event_progression where name = 'HighWaterMark' or name like 'log-publisher:%'
        """;

    private const string Due = """
        select data->>'kind', count(*), min((data->>'at')::timestamptz) from mt_doc_due group by 1
        """;

    private static readonly SampledGauge OutboxLag = new(
        "qlstake.outbox.lag",
        "{event}",
        "Events of the store that the publisher has not passed yet"
    );

    private static readonly SampledGauge Waiting = new(
        "qlstake.due.waiting",
        "{stream}",
        "Streams that wait for a moment, by kind"
    );

    private static readonly SampledGauge Overdue = new(
        "qlstake.due.overdue",
        "s",
        "How long ago the oldest waiting stream should have been woken, by kind; 0 where none is late"
    );

    public TimeSpan Every { get; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<SampledGauge> Gauges => [OutboxLag, Waiting, Overdue];

    public async Task SampleAsync(CancellationToken ct)
    {
        await using (var command = database.CreateCommand(Outbox))
            OutboxLag.Tell([Measure.Of(await command.ExecuteScalarAsync(ct) is long lag ? Math.Max(0, lag) : 0)]);
        var (waiting, overdue) = (new List<Measurement<double>>(), new List<Measurement<double>>());
        var rows = await DueAsync(ct);
        foreach (var kind in wakes.Kinds)
        {
            var (count, first) = rows.GetValueOrDefault(kind);
            waiting.Add(Measure.Of(count, ("kind", kind)));
            var late = count == 0 ? 0 : Math.Max(0, (time.GetUtcNow() - first).TotalSeconds);
            overdue.Add(Measure.Of(late, ("kind", kind)));
        }
        Waiting.Tell(waiting);
        Overdue.Tell(overdue);
    }

    private async Task<Dictionary<string, (long Count, DateTimeOffset First)>> DueAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand(Due);
        await using var row = await command.ExecuteReaderAsync(ct);
        var rows = new Dictionary<string, (long, DateTimeOffset)>();
        while (await row.ReadAsync(ct))
            rows[row.GetString(0)] = (row.GetInt64(1), row.GetFieldValue<DateTimeOffset>(2));
        return rows;
    }
}
