using System.Text.RegularExpressions;
using Npgsql;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Servers;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>An event as a service's database holds it.</summary>
internal sealed record StoredEvent(string Service, string Stream, long Version, string Type, string Data);

/// <summary>What the services that decide have written down, read past them. The watcher writes with every block.</summary>
internal sealed partial class EventStores(PostgresServer postgres)
{
    private static readonly string[] Services =
    [
        ServiceNames.MessageRouter,
        ServiceNames.RateLimitGuard,
        ServiceNames.MintExecutor,
        ServiceNames.FeeAccounting,
    ];

    /// <summary>Streams that many stakes share: they grow with every one, or with time.</summary>
    private static readonly string[] Shared =
    [
        "sequences-",
        "hub-",
        "ledger-",
        "account-",
        "bucket-",
        "periods-",
        "outbox-",
        "rate-",
        "flush-",
        "reconciliation-",
    ];

    /// <summary>How often these are written depends on who was quicker.</summary>
    private static readonly string[] Timing = ["guard.proof-missing.v1", "executor.mint-delayed.v1"];

    public static bool IsShared(StoredEvent stored) =>
        Shared.Any(prefix => stored.Stream.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>All events, once nothing but shared streams has moved for a second and a half. Streams that wait for a time are left out.</summary>
    public async Task<List<StoredEvent>> AtRestAsync()
    {
        var last = await ReadAsync();
        return await Eventually.HoldsAsync(
            async () =>
            {
                await Task.Delay(1500);
                var (earlier, now) = (last, await ReadAsync());
                last = now;
                return Own(earlier).SequenceEqual(Own(now)) ? now : [];
            },
            events => events.Count > 0,
            TimeSpan.FromSeconds(60),
            "the streams are at rest"
        );
    }

    /// <summary>
    /// Each kind of event in the streams of a stake and of its message, facts one by one, with how often it is there.
    /// </summary>
    public static string[] Kinds(IEnumerable<StoredEvent> events, SentStake stake) =>
        [
            .. events
                .Where(stored =>
                    stored.Stream.EndsWith($"{stake.Id}", StringComparison.Ordinal)
                    || stored.Stream.EndsWith($"{stake.MessageId}", StringComparison.Ordinal)
                )
                .Where(stored => !Timing.Contains(stored.Type))
                .SelectMany(stored => Names(stored).Select(name => $"{stored.Service} {stored.Stream[..4]} {name}"))
                .GroupBy(name => name)
                .Select(same => Repeats(same.Key) ? same.Key : $"{same.Key} x{same.Count()}")
                .Order(StringComparer.Ordinal),
        ];

    public static IEnumerable<StoredEvent> Own(IEnumerable<StoredEvent> events) =>
        events.Where(stored => !IsShared(stored));

    /// <summary>A guard that cannot prove it yet says so too, the router asks again, and a mint may be put off before it is sent.</summary>
    private static bool Repeats(string name) =>
        name.EndsWith("router.verdict-given.v1", StringComparison.Ordinal)
        || name.EndsWith("router.approval-asked.v1", StringComparison.Ordinal)
        || name.EndsWith("router.execution-reported.v1", StringComparison.Ordinal);

    /// <summary>Facts of one block are one event: which facts share a block is the chains' choice.</summary>
    private static IEnumerable<string> Names(StoredEvent stored) =>
        stored.Type == "router.facts-observed.v1"
            ? FactName().Matches(stored.Data).Select(match => match.Groups[1].Value)
            : [stored.Type];

    [GeneratedRegex("\"fact\": \"([^\"]+)\"")]
    private static partial Regex FactName();

    private async Task<List<StoredEvent>> ReadAsync()
    {
        var events = new List<StoredEvent>();
        foreach (var service in Services)
            await ReadAsync(service, events);
        return events;
    }

    private async Task ReadAsync(string service, List<StoredEvent> events)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString(service.Replace('-', '_')));
        await using var waits = source.CreateCommand("select to_regclass('mt_doc_due') is not null");
        var resting = await waits.ExecuteScalarAsync() is true
            ? "and stream_id not in (select id from mt_doc_due)"
            : "";
        // A tombstone keeps the place of an append that lost a race: nothing was said.
#pragma warning disable CA2100 // One of two texts written here.
        await using var command = source.CreateCommand(
            $"select stream_id, version, type, data::text from mt_events where type <> 'tombstone' {resting} order by stream_id, version"
        );
#pragma warning restore CA2100
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            events.Add(new(service, rows.GetString(0), rows.GetInt64(1), rows.GetString(2), rows.GetString(3)));
    }
}
