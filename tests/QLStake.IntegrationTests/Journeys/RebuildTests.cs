using Npgsql;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
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
        var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        var live = await AtRestAsync(service, tables);
        // Some rows are there only once a hub was paused or a transfer made, which other journeys do.
        live.Keys.ShouldContain(tables[0]);

        using var http = new HttpClient { BaseAddress = journey.Network.Services[service].Address };
        (await Admin.RebuildAsync(http)).ShouldNotContain("\"streams\":0");

        var rebuilt = await AtRestAsync(service, tables);
        rebuilt.ShouldBe(live);
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
        await using var database = NpgsqlDataSource.Create(
            journey.Network.Postgres.ConnectionString(service.Replace('-', '_'))
        );
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
#pragma warning disable CA2100 // The names stand above.
            await using var command = database.CreateCommand(
                $"select string_agg(id || ' ' || data::text, E'\n' order by id) from mt_doc_{table}"
            );
#pragma warning restore CA2100
            if (await command.ExecuteScalarAsync() is string text)
                rows[table] = text;
        }
        return rows;
    }
}
