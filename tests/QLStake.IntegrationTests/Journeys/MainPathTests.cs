using QLStake.Evm;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Journeys;

[Collection(JourneyTests.Name)]
public sealed class MainPathTests(JourneyFixture journey)
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    [Fact]
    public async Task A_stake_paid_in_native_coin_becomes_qAVAX_for_another_receiver()
    {
        var before = await SharesAsync(journey.Ethereum.Protocol.QToken);
        var stake = await journey.Avax.StakeAsync(default, Coin * 2, journey.Receiver);

        var done = await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");

        (await SharesAsync(journey.Ethereum.Protocol.QToken) - before).ShouldBe(Coin * 2);
        StakeObserver.Text(done!.Value.GetProperty("waiting"), "cause").ShouldBe("Done");
    }

    [Fact]
    public async Task A_stake_paid_in_LINK_is_minted()
    {
        var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver, journey.Avalanche.Ccip.Link);
        await journey.Stakes.ReachesAsync(stake.Id, "MintConfirmed", "MintFinalized");
    }

    [Fact]
    public async Task A_staked_ERC20_is_minted_as_its_own_liquid_token()
    {
        var liquid = journey.Ethereum.Protocol.QTestAsset!.Value;
        var before = await SharesAsync(liquid);
        var stake = await journey.Avax.StakeAsync(
            journey.Avalanche.Protocol.TestAsset!.Value,
            25_000_000,
            journey.Receiver
        );

        await journey.Stakes.ReachesAsync(stake.Id, "MintConfirmed", "MintFinalized");

        (await SharesAsync(liquid) - before).ShouldBeGreaterThan(U256.Zero);
    }

    [Fact]
    public async Task A_stake_above_the_cap_is_held_and_says_why()
    {
        var stake = await journey.Avax.StakeAsync(default, Coin * 101, journey.Receiver);

        var held = await journey.Stakes.ReachesAsync(stake.Id, "MintHeld");

        var waiting = held!.Value.GetProperty("waiting");
        StakeObserver.Text(waiting, "cause").ShouldBe("Held");
        StakeObserver.Text(waiting, "detail").ShouldContain("cap");
        StakeObserver.Text(waiting, "remedy").ShouldNotBeEmpty();
    }

    private Task<U256> SharesAsync(Address token) =>
        journey.Ethereum.ReadAsync(token, new QLiquidToken.BalanceOfCall(journey.Receiver), BlockRef.Latest);
}
