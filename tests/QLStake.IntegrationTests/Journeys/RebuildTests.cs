using System.Text.Json;
using Npgsql;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>Rows are copies of what the streams say: written anew, they are the same.</summary>
[Collection(FlowTests.Name)]
public sealed class RebuildTests(FlowFixture journey)
{
    private static readonly string[] OfOthers =
    [
        "transferview",
        "batchview",
        "releaseview",
        "rewardsview",
        "rateview",
        "operationview",
        "flushview",
        "reconciliationrow",
    ];

    private const int Attempts = 10;
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    [Theory]
    [InlineData(
        ServiceNames.MessageRouter,
        "stakeview",
        "rootview",
        "hubview",
        "transferview",
        "batchview",
        "releaseview",
        "rewardsview",
        "rateview",
        "alias"
    )]
    [InlineData(ServiceNames.RateLimitGuard, "mintview", "bucketview")]
    [InlineData(ServiceNames.MintExecutor, "queuedmintview", "batchview", "operationview", "flushview", "accountview")]
    [InlineData(ServiceNames.FeeAccounting, "postingrow", "reconciliationrow", "ledgerrow")]
    public async Task Rows_written_anew_from_the_streams_equal_the_live_ones(string service, params string[] tables)
    {
        await PauseForAMomentAsync();
        var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        // Its message is known before its batch is: what it is called in between is within one transaction.
        await journey.Stakes.ReachesAsync(await journey.Avalanche.QueueAsync(Coin, journey.Receiver), "MintFinalized");

        // Rows can be compared where nothing was written meanwhile: stakes of other journeys may still go on.
        for (var attempt = 1; !await EqualsLiveAsync(service, tables); attempt++)
            attempt.ShouldBeLessThan(Attempts, $"{service} wrote something during each rebuild");
    }

    /// <returns>False if something was written meanwhile: nothing is said then.</returns>
    private async Task<bool> EqualsLiveAsync(string service, string[] tables)
    {
        var (events, heads) = await LeftAsync(service);
        var live = await AtRestAsync(service, tables);
        // What other journeys make, they make perhaps later.
        live.Keys.ShouldBe(tables.Where(table => !OfOthers.Contains(table) || live.ContainsKey(table)).Order());
        var fewest = await RebuildAsync(service, tables);
        var rebuilt = await AtRestAsync(service, tables);
        if (await LeftAsync(service) is var left && left.Events != events)
            return false;

        left.Heads.ShouldBe(heads);
        // The rows that serve stay until others take their place.
        fewest.ShouldBe(Rows(live, tables[0]).Length);
        rebuilt.Keys.ShouldBe(live.Keys);
        foreach (var table in live.Keys)
            Rows(rebuilt, table).Except(Rows(live, table)).ShouldBeEmpty(table);
        rebuilt.ShouldBe(live);
        return true;
    }

    private static string[] Rows(SortedDictionary<string, string> rows, string table) => rows[table].Split('\n');

    /// <returns>The fewest rows that the first table had meanwhile.</returns>
    private async Task<long> RebuildAsync(string service, string[] tables)
    {
        await AddStaleAsync(service, tables[^1]);
        using var http = new HttpClient { BaseAddress = journey.Network.Services[service].Address };
        var (rebuilding, fewest) = (Admin.RebuildAsync(http), long.MaxValue);
        do fewest = Math.Min(fewest, await CountAsync(service, tables[0]));
        while (!rebuilding.IsCompleted);
        var said = JsonSerializer.Deserialize<JsonElement>(await rebuilding);
        said.GetProperty("streams").GetInt64().ShouldBeGreaterThan(0);
        // The stale row is all that was found to differ, whatever was written meanwhile.
        said.GetProperty("tables")
            .EnumerateArray()
            .Select(table => (table.GetProperty("table").GetString()!, table.GetProperty("differed").GetInt64()))
            .Order()
            .ShouldBe(tables.Select(table => ($"mt_doc_{table}", table == tables[^1] ? 1L : 0)).Order());
        return fewest;
    }

    /// <summary>A row that an older version wrote and no stream says any more.</summary>
    private async Task AddStaleAsync(string service, string table) =>
        (
            await ScalarAsync(
                service,
                $"""
                insert into mt_doc_{table}
                select (jsonb_populate_record(null::mt_doc_{table}, to_jsonb(row)
                    || jsonb_build_object('id', 'stale', 'mt_last_modified', now() - interval '1 hour'))).*
                from mt_doc_{table} row limit 1 returning id
                """
            )
        ).ShouldBe("stale");

    /// <summary>How much was written down, and where each log stood when it was last shipped.</summary>
    private async Task<(long Events, string Heads)> LeftAsync(string service) =>
        (
            (long)(await ScalarAsync(service, "select count(*) from mt_events"))!,
            (string)
                (
                    await ScalarAsync(
                        service,
                        "select coalesce(string_agg(data::text, ' ' order by id), '') from mt_doc_loghead"
                    )
                )!
        );

    private async Task<long> CountAsync(string service, string table) =>
        (long)(await ScalarAsync(service, $"select count(*) from mt_doc_{table}"))!;

    private async Task<object?> ScalarAsync(string service, string sql)
    {
        await using var database = Database(service);
#pragma warning disable CA2100 // The names stand above.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    private NpgsqlDataSource Database(string service) =>
        NpgsqlDataSource.Create(journey.Network.Postgres.ConnectionString(service.Replace('-', '_')));

    /// <summary>The hub's status is a row only once it has said something.</summary>
    private async Task PauseForAMomentAsync()
    {
        var hub = journey.Ethereum.Protocol.Hub!.Value;
        await journey.Ethereum.As(DevelopmentAccount.Pauser).SendAsync(hub, new QLStakeHub.PauseCall(PauseScope.Mints));
        await journey.Ethereum.As(DevelopmentAccount.Dao).SendAsync(hub, new QLStakeHub.UnpauseCall(PauseScope.Mints));
    }

    /// <summary>The rows of each table, once a second has not changed them: of stakes that wait they still move.</summary>
    private async Task<SortedDictionary<string, string>> AtRestAsync(string service, string[] tables)
    {
        var last = await ReadAsync(service, tables);
        return await Eventually.HoldsAsync(
            async () =>
            {
                await Task.Delay(1000);
                var (earlier, now) = (last, await ReadAsync(service, tables));
                last = now;
                return earlier.SequenceEqual(now) ? now : [];
            },
            rows => rows.Count > 0,
            TimeSpan.FromSeconds(60),
            $"the rows of {service} are at rest"
        );
    }

    private async Task<SortedDictionary<string, string>> ReadAsync(string service, string[] tables)
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables)
            if (
                await ScalarAsync(
                    service,
                    $"select string_agg(id || ' ' || data::text, E'\n' order by id) from mt_doc_{table}"
                )
                is string text
            )
                rows[table] = text;
        return rows;
    }
}
