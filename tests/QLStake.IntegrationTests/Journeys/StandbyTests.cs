using QLStake.Contracts;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>Two replicas of a service: one is killed, the other goes on where it was.</summary>
[Collection(JourneyTests.Name)]
public sealed class StandbyTests(JourneyFixture journey)
{
    private static readonly TimeSpan UnderLoad = TimeSpan.FromSeconds(2);
    private readonly Address receiver = Address.Parse("0x00000000000000000000000000000000000b0b02");

    [Fact]
    public async Task A_watcher_that_stands_by_is_ready_and_reads_on_when_the_other_is_killed()
    {
        var killed = journey.Network.Services[ServiceNames.ChainWatcher];
        var standby = journey.Network.Services.AddReplica(ServiceNames.ChainWatcher);
        await standby.StartAsync();
        await using var load = new Load(journey, receiver, TimeSpan.FromMilliseconds(500));
        load.Start();

        await killed.KillAsync();
        await Task.Delay(UnderLoad);
        var minted = await load.EndAsync();

        await killed.StartAsync();
        await standby.StopAsync();
        (await standby.Exited).ShouldBe(0, "it ended as it was asked to");
        minted.ShouldNotBeEmpty();
        (await load.SharesAsync()).ShouldBe(Load.Amount * (ulong)minted.Count);
    }
}
