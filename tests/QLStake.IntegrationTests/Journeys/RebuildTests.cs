using Npgsql;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>Rows are copies of what the streams say: written anew, they are the same.</summary>
[Collection(JourneyTests.Name)]
public sealed class RebuildTests(JourneyFixture journey)
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    [Theory]
    [InlineData(ServiceNames.MessageRouter, "stakeview", "rootview", "hubview", "transferview", "alias")]
    [InlineData(ServiceNames.RateLimitGuard, "mintview", "bucketview")]
    [InlineData(ServiceNames.MintExecutor, "queuedmintview", "batchview", "accountview")]
    [InlineData(ServiceNames.FeeAccounting, "postingrow", "ledgerrow")]
    public async Task Rows_written_anew_from_the_streams_equal_the_live_ones(string service, params string[] tables)
    {
        await PauseForAMomentAsync();
        var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        var live = await AtRestAsync(service, tables);
        // A transfer is made by other journeys, perhaps later.
        live.Keys.ShouldBe(tables.Where(table => table != "transferview" || live.ContainsKey(table)).Order());
        await AddStaleAsync(service, tables[^1]);

        using var http = new HttpClient { BaseAddress = journey.Network.Services[service].Address };
        var (rebuilding, fewest) = (Admin.RebuildAsync(http), long.MaxValue);
        do fewest = Math.Min(fewest, await CountAsync(service, tables[0]));
        while (!rebuilding.IsCompleted);
        (await rebuilding).ShouldNotContain("\"streams\":0");

        // A killed rebuild leaves what was seen in between: never fewer rows than there are.
        fewest.ShouldBe(live[tables[0]].Split('\n').Length);
        var rebuilt = await AtRestAsync(service, tables);
        rebuilt.ShouldBe(live);
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
