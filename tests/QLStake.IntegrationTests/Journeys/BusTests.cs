using System.Text.Json;
using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.IntegrationTests.Hosting;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

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
        using var guard = new HttpClient
        {
            BaseAddress = journey.Network.Services[ServiceNames.RateLimitGuard].Address,
        };
        // A true message in between wins, so the forger tries until the guard has fallen for it.
        var seen = await Eventually.HoldsAsync(
            async () =>
            {
                await ForgeAsync(new ApproveMint(stake, 1, item, stake.Value, [], evidence));
                await Task.Delay(500);
                return await ReadAsync(guard, $"/mints/{stake}");
            },
            said => said.Contains("No such lock", StringComparison.Ordinal),
            TimeSpan.FromSeconds(60),
            "the guard has looked for the lock and says that there is none"
        );
        seen.ShouldContain("has never sent root");

        // The guard finds its way back to the true log, and true stakes go on.
        var honest = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(honest.Id, "MintConfirmed", "MintFinalized");
        var standing = JsonSerializer.Deserialize<JsonElement>(await ReadAsync(guard, $"/mints/{stake}"));
        StakeObserver.Text(standing, "standing").ShouldBeOneOf("Unprovable", "Rejected");
        StakeObserver.Text(standing, "reason").ShouldStartWith("No such lock");
        var logs = await Bus.ReadAsync(guard.BaseAddress, ServiceNames.RateLimitGuard);
        logs.Where(entry => entry.Body.GetRawText().Contains($"{stake}", StringComparison.Ordinal))
            .ShouldNotContain(entry => entry.Name == "mint-approved.v1");
        logs.ShouldContain(entry => entry.Name == "mint-approved.v1");
        (await ConsumedAsync(stake.Value)).ShouldBeFalse();
        (await ConsumedAsync(honest.Id.Value)).ShouldBeTrue();
        (await ChainCosts.MintsAsync(journey.Ethereum)).ShouldNotContain(stake);
        (await ChainCosts.MintsAsync(journey.Ethereum)).ShouldContain(honest.Id);
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

    private async Task ForgeAsync(ApproveMint message)
    {
        var router = journey.Network.Services[ServiceNames.MessageRouter].Address;
        var head = (await Bus.ReadAsync(router, ServiceNames.MessageRouter)).LastOrDefault()?.Position ?? 0;
        var entry = new LogEntry(head + 1_000_000, head, "approve-mint.v1", MessageJson.Write(message), null);
        await Bus.PublishAsync(Broker, new(ServiceNames.MessageRouter, [entry]));
    }

    /// <summary>Whether the hub has minted the only leaf of a root.</summary>
    private Task<bool> ConsumedAsync(B256 root) =>
        journey.Ethereum.ReadAsync(
            journey.Ethereum.Protocol.Hub!.Value,
            new QLStakeHub.IsConsumedCall(
                journey.Avalanche.Spec.Selector.Value,
                journey.Avalanche.Protocol.Satellite!.Value,
                root,
                0
            ),
            BlockRef.Latest
        );

    private static async Task<string> ReadAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return await response.Content.ReadAsStringAsync();
    }
}
