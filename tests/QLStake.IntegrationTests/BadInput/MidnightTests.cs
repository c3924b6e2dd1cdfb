using Npgsql;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.BadInput;

/// <summary>A chain whose clock passes midnight, and one that jumps by days.</summary>
[Collection(BadInputTests.Name)]
public sealed class MidnightTests(BadInputFixture fixture)
{
    private const int Day = 86_400;

    [Fact]
    public async Task Each_day_of_a_chain_is_closed_once_with_its_cursor_and_the_next_is_read_on()
    {
        var watcher = await fixture.PreparedAsync(ServiceNames.ChainWatcher);
        await watcher.StartAsync();
        var arbitrum = fixture.Network.Chains.Arbitrum;
        var node = fixture.Network.Chains.NodeOf(arbitrum);
        var stream = $"chain-{arbitrum.Spec.Selector}-%";
        var before = await ClosedAsync(watcher, stream);

        await node.CallAsync("evm_increaseTime", [Day]);
        await UntilAsync(watcher, stream, before.Count + 1);
        await node.CallAsync("evm_increaseTime", [3 * Day]);
        var closed = await UntilAsync(watcher, stream, before.Count + 2);

        closed.Select(day => day.Stream).ShouldBeUnique();
        closed.Select(day => day.Block).ShouldBeInOrder();
        closed.ShouldAllBe(day => day.Unfinalized > 0);
        await watcher.KillAsync();
        await watcher.StartAsync();
        await fixture.UntilReadyAsync(watcher);
        (await ClosedAsync(watcher, stream)).Take(closed.Count).ShouldBe(closed);
    }

    private Task<List<ClosedDay>> UntilAsync(
        QLStake.Localnet.Services.ServiceProcess watcher,
        string stream,
        int count
    ) =>
        Eventually.HoldsAsync(
            () => ClosedAsync(watcher, stream),
            closed => closed.Count >= count,
            BadInputFixture.Soon,
            $"{count} days are closed"
        );

    private async Task<List<ClosedDay>> ClosedAsync(QLStake.Localnet.Services.ServiceProcess watcher, string stream)
    {
        await using var connection = new NpgsqlConnection(fixture.DatabaseOf(watcher));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select stream_id, (data->'cursor'->>'number')::bigint, jsonb_array_length(data->'unfinalized')
            from mt_events where type = 'watcher.epoch-closed.v1' and stream_id like $1 order by seq_id
            """,
            connection
        );
        command.Parameters.AddWithValue(stream);
        await using var reader = await command.ExecuteReaderAsync();
        var closed = new List<ClosedDay>();
        while (await reader.ReadAsync())
            closed.Add(new(reader.GetString(0), reader.GetInt64(1), reader.GetInt32(2)));
        return closed;
    }

    private sealed record ClosedDay(string Stream, long Block, int Unfinalized);
}
