using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Processes;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Journeys;

[Collection(JourneyTests.Name)]
public sealed class LateReaderTests(JourneyFixture journey)
{
    [Fact]
    public async Task A_sixth_consumer_started_late_catches_up_from_the_feeds()
    {
        var stake = await journey.Avax.StakeAsync(default, 1_000_000_000_000_000_000UL, journey.Receiver);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        var watcher = journey.Network.Services[ServiceNames.ChainWatcher].Address;
        var chain = journey.Ethereum.Spec.Selector.ToString();
        var written = (await Bus.ReadAsync(watcher, $"{ServiceNames.ChainWatcher}/{chain}"))
            .Where(entry => entry.Name == "chain-finalized.v1")
            .Select(entry => MessageJson.Read<ChainFinalized>(entry).UpTo.Number)
            .ToArray();
        written.ShouldNotBeEmpty();

        using var instance = new TestInstance("late-reader");
        await journey.Network.Postgres.RecreateDatabaseAsync("late_reader");
        var database = journey.Network.Postgres.ConnectionString("late_reader");
        await using var reader = new ProbeProcess(
            "late-reader",
            instance,
            database,
            () => journey.Network.RabbitMq.Uri,
            PortLease.Take(),
            watcher
        );
        reader.Start();
        await LogFixture.ReadyAsync(reader);

        var taken = await Eventually.HoldsAsync(
            () => reader.LedgerAsync(chain),
            taken => taken.Length >= written.Length,
            TimeSpan.FromSeconds(30),
            $"{written.Length} entries that were written before it existed are taken"
        );
        taken.Take(written.Length).ShouldBe(written);
    }
}
