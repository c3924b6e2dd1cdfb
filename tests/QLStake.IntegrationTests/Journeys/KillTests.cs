using QLStake.Contracts;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>Each service killed in the middle of its work: nothing is lost, nothing is minted twice.</summary>
[Collection(JourneyTests.Name)]
public sealed class KillTests(JourneyFixture journey)
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    [Theory]
    [InlineData(ServiceNames.ChainWatcher)]
    [InlineData(ServiceNames.MessageRouter)]
    [InlineData(ServiceNames.RateLimitGuard)]
    [InlineData(ServiceNames.MintExecutor)]
    [InlineData(ServiceNames.FeeAccounting)]
    public async Task A_service_killed_in_mid_flow_loses_nothing_and_repeats_nothing(string service)
    {
        var before = await SharesAsync();
        var first = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Network.Services[service].KillAsync();
        var second = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Network.Services[service].StartAsync();

        await journey.Stakes.ReachesAsync(first.Id, "MintFinalized");
        await journey.Stakes.ReachesAsync(second.Id, "MintFinalized");
        (await SharesAsync() - before).ShouldBe(Coin * 2);
    }

    [Fact]
    public async Task What_is_shown_equals_what_the_streams_say()
    {
        var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        var live = await journey.Stakes.ListAsync();

        await journey.Stakes.RebuildAsync();

        (await journey.Stakes.ListAsync()).ShouldBe(live);
    }

    private Task<U256> SharesAsync() =>
        journey.Ethereum.ReadAsync(
            journey.Ethereum.Protocol.QToken,
            new QLiquidToken.BalanceOfCall(journey.Receiver),
            BlockRef.Latest
        );
}
