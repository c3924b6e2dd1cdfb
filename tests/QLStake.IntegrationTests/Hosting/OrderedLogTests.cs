using System.Net.Http.Json;
using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.IntegrationTests.Journeys;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Hosting;

/// <summary>The mechanism of docs/ordered-logs.md on real servers and processes that are killed.</summary>
public sealed class OrderedLogTests(LogFixture logs) : IClassFixture<LogFixture>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private static ulong next = 1000;

    [Fact]
    public async Task What_is_written_arrives_once_and_in_order()
    {
        var numbers = await WriteAsync("1", 25);
        await ArrivesAsync("1", numbers);
    }

    [Fact]
    public async Task A_reader_killed_in_the_middle_misses_and_repeats_nothing()
    {
        var numbers = await WriteAsync("1", 10);
        await logs.Reader.KillAsync();
        numbers.AddRange(await WriteAsync("1", 10));
        logs.Reader.Start();
        await LogFixture.ReadyAsync(logs.Reader);
        await ArrivesAsync("1", numbers, TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task A_writer_killed_in_the_middle_ships_what_it_committed()
    {
        var numbers = await WriteAsync("2", 10);
        await logs.Writer.KillAsync();
        logs.Writer.Start();
        await LogFixture.ReadyAsync(logs.Writer);
        numbers.AddRange(await WriteAsync("2", 5));
        await ArrivesAsync("2", numbers, TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task With_the_broker_away_the_feed_carries_on_and_readiness_says_so()
    {
        await logs.RabbitMq.StopAsync();
        var numbers = await WriteAsync("1", 10);
        await ArrivesAsync("1", numbers);
        await Eventually.HoldsAsync(
            logs.Writer.ReadinessAsync,
            said => said.Contains("QLStake:RabbitMq", StringComparison.Ordinal),
            Soon,
            "readiness names the setting that leads to the broker"
        );

        await logs.RabbitMq.WipeAsync();
        numbers.AddRange(await WriteAsync("1", 10));
        await ArrivesAsync("1", numbers, TimeSpan.FromSeconds(40));
        await LogFixture.ReadyAsync(logs.Writer);
        await LogFixture.ReadyAsync(logs.Reader);
    }

    [Fact]
    public async Task A_message_that_its_reader_gives_back_again_and_again_ends_with_the_dead_letters()
    {
        var inbox = Topology.Inbox(ServiceNames.RateLimitGuard);
        await Bus.PublishAsync(logs.RabbitMq.Uri, inbox, "given back");

        await Bus.GiveBackAsync(logs.RabbitMq.Uri, inbox, Topology.DeliveryLimit + 1);

        (await Bus.RemoveAsync(logs.RabbitMq.Uri, Topology.DeadLetters, "given back", Soon)).ShouldNotBeNull();
        await Bus.IsEmptyAsync(logs.RabbitMq.Uri, inbox);
    }

    [Fact]
    public async Task What_is_no_message_is_set_aside_and_the_log_goes_on()
    {
        await Bus.PublishAsync(logs.RabbitMq.Uri, Topology.LogExchange(ServiceNames.ChainWatcher), "no message at all");

        await ArrivesAsync("1", await WriteAsync("1", 3));

        var aside = $"{Topology.Inbox(ServiceNames.FeeAccounting)}_error";
        await Eventually.HoldsAsync(() => Bus.ExistsAsync(logs.RabbitMq.Uri, aside), there => there, Soon, aside);
        (await Bus.RemoveAsync(logs.RabbitMq.Uri, aside, "no message at all", Soon)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_message_that_no_queue_takes_comes_back_and_the_bindings_are_declared_again()
    {
        await Bus.CutAsync(logs.RabbitMq.Uri, ServiceNames.MessageRouter, ServiceNames.ChainWatcher);
        await Bus.CutAsync(logs.RabbitMq.Uri, ServiceNames.FeeAccounting, ServiceNames.ChainWatcher);
        var numbers = await WriteAsync("1", 3);
        await Eventually.HoldsAsync(
            () => Task.FromResult(logs.Writer.Log),
            log => log.Contains("qlstake.log.chain-watcher had no queue", StringComparison.Ordinal),
            Soon,
            "the publisher says that its message came back"
        );
        await ArrivesAsync("1", numbers);
    }

    [Fact]
    public async Task A_forged_message_is_found_out_and_the_truth_is_read_from_there()
    {
        var numbers = await WriteAsync("1", 1);
        await ArrivesAsync("1", numbers);
        var head = (await Bus.ReadAsync(logs.Writer.Address, "chain-watcher/1")).Max(entry => entry.Position);

        await ForgeAsync("chain-watcher/1", head + 5_000_000, head, 424242);
        await Eventually.HoldsAsync(
            () => logs.Reader.LedgerAsync("1"),
            ledger => ledger.Contains(424242UL),
            Soon,
            "the forged message is taken, as any claim is"
        );

        numbers.AddRange(await WriteAsync("1", 5));
        await Eventually.HoldsAsync(
            () => logs.Reader.LedgerAsync("1"),
            ledger => numbers.All(ledger.Contains),
            Soon,
            "every true message is taken all the same"
        );
    }

    [Fact]
    public async Task A_message_that_cannot_be_taken_stops_its_log_by_name_until_the_cause_is_gone()
    {
        var before = await WriteAsync("3", 1);
        await logs.Writer.NoteAsync("3", 666);
        var after = await WriteAsync("3", 2);
        var other = await WriteAsync("1", 3);
        await ArrivesAsync("3", before);
        await ArrivesAsync("1", other);
        var readiness = await Eventually.HoldsAsync(
            logs.Reader.ReadinessAsync,
            said => said.Contains("666 is not taken", StringComparison.Ordinal),
            Soon,
            "readiness names the message and the cause"
        );
        readiness.ShouldContain("chain-finalized.v1 at position");

        (await logs.Reader.Http.PostAsync(new Uri("/cure", UriKind.Relative), null)).EnsureSuccessStatusCode();
        await ArrivesAsync("3", [.. before, 666, .. after], TimeSpan.FromSeconds(60));
        await LogFixture.ReadyAsync(logs.Reader);
    }

    [Fact]
    public async Task A_stream_that_waits_is_woken_once()
    {
        await logs.Writer.NoteAsync("1", 990);
        var times = await Eventually.HoldsAsync(RemindedAsync, times => times > 0, Soon, "the reminder was due");
        await Task.Delay(1500);
        (await RemindedAsync()).ShouldBe(times);
    }

    private async Task<int> RemindedAsync() =>
        await logs.Reader.Http.GetFromJsonAsync<int>(new Uri("/reminded", UriKind.Relative));

    private async Task<List<ulong>> WriteAsync(string partition, int count)
    {
        var numbers = new List<ulong>();
        for (var i = 0; i < count; i++)
        {
            // Never a multiple of ten: those set a reminder.
            var number = Interlocked.Increment(ref next) * 10 + 1;
            await logs.Writer.NoteAsync(partition, number);
            numbers.Add(number);
        }
        return numbers;
    }

    private Task<ulong[]> ArrivesAsync(string partition, List<ulong> numbers, TimeSpan? within = null) =>
        Eventually.HoldsAsync(
            () => logs.Reader.LedgerAsync(partition),
            ledger => ledger.Where(numbers.Contains).SequenceEqual(numbers),
            within ?? Soon,
            $"{numbers.Count} numbers from {numbers[0]} arrive once, in order"
        );

    private Task ForgeAsync(string source, long position, long previous, ulong number)
    {
        var body = MessageJson.Write(new ChainFinalized(new(1), new(number, B256.Zero, 0)));
        return Bus.PublishAsync(
            logs.RabbitMq.Uri,
            new(source, [new(position, previous, "chain-finalized.v1", body, null)])
        );
    }
}
