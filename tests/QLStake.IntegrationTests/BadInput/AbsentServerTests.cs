using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using QLStake.Localnet.Processes;
using QLStake.Localnet.Services;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.BadInput;

/// <summary>A database or broker that is not there: one message that names the setting, and no loss.</summary>
[Collection(BadInputTests.Name)]
public sealed class AbsentServerTests(BadInputFixture fixture)
{
    [Theory]
    [InlineData(ServiceNames.ChainWatcher)]
    [InlineData(ServiceNames.MessageRouter)]
    [InlineData(ServiceNames.RateLimitGuard)]
    [InlineData(ServiceNames.MintExecutor)]
    [InlineData(ServiceNames.FeeAccounting)]
    public async Task A_database_that_is_not_there_is_named_once_and_waited_for(string name)
    {
        var (service, database) = await fixture.SoundAsync(name);
        var silence = Length(service);
        var starting = service.StartAsync();
        var message =
            $"The database {database} at 127.0.0.1:{fixture.Network.Postgres.Port} (QLStake:Postgres) cannot be reached";
        await Eventually.HoldsAsync(
            () => Task.FromResult(Since(service, silence)),
            log => log.Contains(message, StringComparison.Ordinal),
            BadInputFixture.Soon,
            "the log names the setting"
        );
        await Task.Delay(TimeSpan.FromSeconds(3));
        Since(service, silence).Split(message).Length.ShouldBe(2);
        Since(service, silence).ShouldContain("Start it or correct the setting; trying again.");

        await fixture.Network.Postgres.CreateDatabaseAsync(database);

        await fixture.SaysAsync(service, "\"database\":\"well\"");
        // The others wait for logs that nobody writes here.
        if (name is ServiceNames.ChainWatcher or ServiceNames.RateLimitGuard)
            await starting;
        else
            await service.StopAsync();
    }

    [Fact]
    public async Task A_collector_that_takes_traces_and_says_nothing_keeps_no_service_from_ending()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var guard = await fixture.PreparedAsync(ServiceNames.RateLimitGuard);
        guard.Configure("QLSTAKE__OTLP", $"http://{silent.LocalEndpoint}");
        await guard.StartAsync();
        (await guard.IsReadyAsync()).ShouldBeTrue();
        using var connected = await silent.AcceptTcpClientAsync().WaitAsync(BadInputFixture.Soon);

        await guard.StopAsync();

        // Whoever stops it kills it after fifteen seconds: that would be another code.
        (await guard.Exited).ShouldBe(0, "it ended by itself");
        guard.Configure("QLSTAKE__OTLP", "");
    }

    [Fact]
    public async Task A_database_that_goes_away_is_named_once_and_what_happens_meanwhile_is_not_lost()
    {
        var watcher = await fixture.PreparedAsync(ServiceNames.ChainWatcher);
        await watcher.StartAsync();
        var before = await fixture.StakeAsync();
        await fixture.TellsOnceAsync(before);
        var calm = Length(watcher);

        await fixture.Network.Postgres.KillAsync();
        var meanwhile = await fixture.StakeAsync();
        try
        {
            var said = await fixture.SaysAsync(
                watcher,
                "(QLStake:Postgres) cannot be reached",
                "Waits for the database."
            );
            said.Split("(QLStake:Postgres)").Length.ShouldBe(2);
        }
        finally
        {
            await fixture.Network.Postgres.StartAsync();
        }

        await fixture.UntilReadyAsync(watcher);
        await fixture.TellsOnceAsync(before, meanwhile);
        // It says one thing while nobody listens there and another while it recovers; nobody else says anything.
        var log = Since(watcher, calm)
            .Split('\n')
            .Where(line => line.Contains("Npgsql") || line.Contains("QLStake:Postgres"));
        log.Count().ShouldBeInRange(1, 3);
        log.ShouldAllBe(line => line.Contains("cannot be reached"));
        await ShipsAsync(meanwhile);
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_named_and_the_log_goes_on_over_the_feed_until_it_comes()
    {
        using var port = PortLease.Take();
        var broker = fixture.Network.RabbitMq.Uri;
        await using var relay = new TcpRelay(port.Port, broker);
        var watcher = await fixture.PreparedAsync(ServiceNames.ChainWatcher);
        watcher.Configure("QLSTAKE__RABBITMQ", $"amqp://guest:guest@127.0.0.1:{port.Port}/");
        var starting = watcher.StartAsync();
        await fixture.SaysAsync(
            watcher,
            $"The broker 127.0.0.1:{port.Port} (QLStake:RabbitMq) cannot be reached",
            "trying again."
        );
        var stake = await fixture.StakeAsync();
        await fixture.TellsOnceAsync(stake);

        relay.Open();

        await starting;
        await ShipsAsync(stake);
    }

    [Theory]
    [InlineData(ServiceNames.MessageRouter)]
    [InlineData(ServiceNames.RateLimitGuard)]
    [InlineData(ServiceNames.MintExecutor)]
    [InlineData(ServiceNames.FeeAccounting)]
    public async Task A_broker_that_is_not_there_is_named_once_by_who_reads_logs_and_found_when_it_comes(string name)
    {
        using var port = PortLease.Take();
        await using var relay = new TcpRelay(port.Port, fixture.Network.RabbitMq.Uri);
        var service = await fixture.PreparedAsync(name);
        service.Configure("QLSTAKE__RABBITMQ", $"amqp://guest:guest@127.0.0.1:{port.Port}/");
        var silence = Length(service);
        var starting = service.StartAsync();
        var message = $"The broker 127.0.0.1:{port.Port} (QLStake:RabbitMq) cannot be reached";
        await fixture.SaysAsync(service, message, "Start it or correct the setting; trying again.");

        relay.Open();

        await fixture.SaysAsync(service, "\"broker\":\"well\"");
        Since(service, silence).Split(message).Length.ShouldBe(2);
        await service.StopAsync();
        (await service.Exited).ShouldBe(0);
        await Task.WhenAny(starting);
    }

    /// <summary>The publisher's own mark passes the stake's place: readers heard of it on the bus.</summary>
    private async Task ShipsAsync(StakeId stake)
    {
        var log = await Bus.ReadAsync(fixture.Watcher.Address, fixture.Source);
        var place = log.Last(entry => entry.Body.GetRawText().Contains($"{stake}", StringComparison.Ordinal)).Position;
        await Eventually.HoldsAsync(
            ShippedAsync,
            shipped => shipped >= place,
            BadInputFixture.Soon,
            $"position {place} is shipped"
        );
    }

    private async Task<long> ShippedAsync()
    {
        await using var connection = new NpgsqlConnection(fixture.DatabaseOf(fixture.Watcher));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select coalesce(max(last_seq_id), 0) from mt_event_progression where name like 'log-publisher%'",
            connection
        );
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static long Length(ServiceProcess service) =>
        File.Exists(service.LogFile) ? new FileInfo(service.LogFile).Length : 0;

    private static string Since(ServiceProcess service, long length) =>
        File.Exists(service.LogFile) ? File.ReadAllText(service.LogFile)[(int)length..] : "";
}
