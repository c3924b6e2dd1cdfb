using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.IntegrationTests.Hosting;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>What the bus can do to a stake: nothing that lasts.</summary>
[Collection(JourneyTests.Name)]
public sealed class BusTests(JourneyFixture journey)
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    private Uri Broker => journey.Network.RabbitMq.Uri;

    [Fact]
    public async Task A_forged_request_for_a_lock_that_does_not_exist_is_refused_by_the_guard()
    {
        var item = new StakeItem(
            journey.ToHub,
            journey.Avalanche.Protocol.Satellite!.Value,
            journey.Ethereum.Protocol.Hub!.Value,
            default,
            new(Coin * 90),
            journey.Receiver,
            journey.Receiver,
            888_888,
            0
        );
        var stake = Leaf.IdOf(item);
        var evidence = new MintEvidence(new(B256.Zero), 1, new(1, B256.Zero, 0), B256.Zero, 1);
        var router = journey.Network.Services[ServiceNames.MessageRouter].Address;
        var head = (await Bus.ReadAsync(router, ServiceNames.MessageRouter)).LastOrDefault()?.Position ?? 0;
        var body = MessageJson.Write(new ApproveMint(stake, 1, item, stake.Value, [], evidence));
        await Bus.PublishAsync(
            Broker,
            new(ServiceNames.MessageRouter, [new(head + 1_000_000, head, "approve-mint.v1", body, null)])
        );

        using var guard = new HttpClient
        {
            BaseAddress = journey.Network.Services[ServiceNames.RateLimitGuard].Address,
        };
        var seen = await Eventually.HoldsAsync(
            () => ReadAsync(guard, $"/mints/{stake}"),
            said => said.Contains(stake.ToString(), StringComparison.Ordinal),
            TimeSpan.FromSeconds(60),
            "the guard has looked for the lock"
        );
        seen.ShouldNotContain("signature");

        // The guard finds its way back to the true log, and true stakes go on.
        var honest = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(honest.Id, "MintConfirmed", "MintFinalized");
        (await ReadAsync(guard, $"/mints/{stake}")).ShouldNotContain("signature");
    }

    [Fact]
    public async Task Every_message_delivered_again_and_shuffled_changes_nothing()
    {
        var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        var before = await journey.Stakes.ListAsync();

        foreach (var (service, source) in Logs())
        {
            var entries = await Bus.ReadAsync(journey.Network.Services[service].Address, source);
            var twice = entries.Concat(entries).ToArray();
            new Random(7).Shuffle(twice);
            foreach (var few in twice.Chunk(5))
                await Bus.PublishAsync(Broker, new(source, few));
        }

        // A stake sent behind all of them has come through, so all of them have been taken.
        var last = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(last.Id, "MintFinalized");
        var after = (await journey.Stakes.FindAsync(stake.Id))!.Value.GetRawText();
        before.ShouldContain(stake.Id.ToString());
        (await journey.Stakes.RebuildAsync()).ShouldNotBeEmpty();
        (await journey.Stakes.FindAsync(stake.Id))!.Value.GetRawText().ShouldBe(after);
    }

    [Fact]
    public async Task Messages_lost_on_the_bus_are_healed_by_the_feed_within_seconds()
    {
        await Bus.CutAsync(Broker, ServiceNames.MessageRouter, ServiceNames.ChainWatcher);
        await Bus.CutAsync(Broker, ServiceNames.RateLimitGuard, ServiceNames.MessageRouter);
        var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(stake.Id, "MintConfirmed", "MintFinalized");
    }

    [Fact]
    public async Task The_broker_wiped_and_started_empty_stops_nothing()
    {
        var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Network.RabbitMq.WipeAsync();
        await journey.Stakes.ReachesAsync(stake.Id, "MintConfirmed", "MintFinalized");
        var next = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(next.Id, "MintConfirmed", "MintFinalized");
    }

    private IEnumerable<(string Service, string Source)> Logs() =>
        journey
            .Network.Chains.All.Select(chain =>
                (ServiceNames.ChainWatcher, $"{ServiceNames.ChainWatcher}/{chain.Spec.Selector}")
            )
            .Concat(
                new[] { ServiceNames.MessageRouter, ServiceNames.RateLimitGuard, ServiceNames.MintExecutor }.Select(
                    service => (service, service)
                )
            );

    private static async Task<string> ReadAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return await response.Content.ReadAsStringAsync();
    }
}
