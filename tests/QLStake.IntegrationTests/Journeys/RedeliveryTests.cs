using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>Messages that come twice, in the wrong order, or not at all, leave the streams they would have left anyhow.</summary>
[Collection(JourneyTests.Name)]
public sealed class RedeliveryTests(JourneyFixture journey)
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    private const int MoreThanAReaderHolds = 24;

    private readonly EventStores stores = new(journey.Network.Postgres);

    private Uri Broker => journey.Network.RabbitMq.Uri;

    [Fact]
    public async Task Every_message_delivered_again_and_shuffled_leaves_every_stream_as_it_was()
    {
        var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        var before = await stores.AtRestAsync();

        foreach (var (service, source) in Logs())
        {
            var entries = await Bus.ReadAsync(journey.Network.Services[service].Address, source);
            var twice = entries.Concat(entries).ToArray();
            new Random(7).Shuffle(twice);
            foreach (var few in twice.Chunk(5))
                await Bus.PublishAsync(Broker, new(source, few));
        }

        // A stake sent behind all of them has come through everywhere, so all of them have been taken.
        var last = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(last.Id, "MintFinalized");
        using var books = new Books(journey.Network.Services[ServiceNames.FeeAccounting].Address);
        await books.PartsAsync(last.Id);
        foreach (var reader in Topology.Readers.Keys)
            await Bus.IsEmptyAsync(Broker, Topology.Inbox(reader));
        var after = await stores.AtRestAsync();

        var known = before.Select(stored => (stored.Service, stored.Stream)).ToHashSet();
        var kept = after.Where(stored => known.Contains((stored.Service, stored.Stream))).ToList();
        before.ShouldContain(stored => stored.Stream == $"stake-{stake.Id}");
        EventStores.Own(kept).ShouldBe(EventStores.Own(before));
        // Shared streams grew by the last stake and by nothing else.
        kept.Except(before)
            .Where(stored => stored.Type is "fees.posted.v1" or "guard.capacity-reserved.v1")
            .ShouldAllBe(stored => stored.Data.Contains($"{last.Id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stake_whose_messages_all_come_twice_and_shuffled_is_minted_once_and_leaves_the_same_streams()
    {
        var orderly = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(orderly.Id, "MintFinalized");
        var before = await SharesAsync();
        SentStake shuffled;
        await using (
            var toRouter = await Scrambler.StandAsync(
                Broker,
                ServiceNames.MessageRouter,
                ServiceNames.ChainWatcher,
                ServiceNames.RateLimitGuard,
                ServiceNames.MintExecutor
            )
        )
        await using (
            var toGuard = await Scrambler.StandAsync(Broker, ServiceNames.RateLimitGuard, ServiceNames.MessageRouter)
        )
        {
            shuffled = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
            await journey.Stakes.ReachesAsync(shuffled.Id, "MintFinalized");
            toRouter.Passed.ShouldBeGreaterThan(3);
            toGuard.Passed.ShouldBeGreaterThan(0);
        }

        (await SharesAsync() - before).ShouldBe(Coin);
        var events = await stores.AtRestAsync();
        var kinds = EventStores.Kinds(events, shuffled);
        kinds.ShouldContain($"{ServiceNames.MessageRouter} stak minted.v1 x1");
        kinds.ShouldContain($"{ServiceNames.RateLimitGuard} mint guard.mint-approved.v1 x1");
        kinds.ShouldBe(EventStores.Kinds(events, orderly));
    }

    [Fact]
    public async Task A_message_removed_from_a_queue_by_hand_is_healed_within_seconds()
    {
        var inbox = Topology.Inbox(ServiceNames.MessageRouter);
        var earlier = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(earlier.Id, "MintConfirmed", "MintFinalized");
        var guard = journey.Network.Services[ServiceNames.RateLimitGuard].Address;
        var seen = await Bus.ReadAsync(guard, ServiceNames.RateLimitGuard);
        SentStake stake;
        await using (await Frozen.HoldAsync(journey.Network.Services[ServiceNames.MessageRouter].ProcessId))
        {
            // Once the reader's hands are full of what it has seen already, what comes next lies in the queue.
            for (var i = 0; i < MoreThanAReaderHolds; i++)
                await Bus.PublishAsync(Broker, new(ServiceNames.RateLimitGuard, [.. seen.Take(1)]));
            stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
            var removed = await Bus.RemoveAsync(Broker, inbox, $"{stake.Id}", TimeSpan.FromSeconds(20));
            removed.ShouldNotBeNull().ShouldContain("stake-locked.v1");
        }

        await Eventually.HoldsAsync(
            () => journey.Stakes.FindAsync(stake.Id),
            found => found is { } known && StakeObserver.Text(known, "state") != "NotLocked",
            TimeSpan.FromSeconds(15),
            "the router knows the stake whose message was removed"
        );
        await journey.Stakes.ReachesAsync(stake.Id, "MintConfirmed", "MintFinalized");
    }

    private Task<U256> SharesAsync() =>
        journey.Ethereum.ReadAsync(
            journey.Ethereum.Protocol.QToken,
            new QLiquidToken.BalanceOfCall(journey.Receiver),
            BlockRef.Latest
        );

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
}
