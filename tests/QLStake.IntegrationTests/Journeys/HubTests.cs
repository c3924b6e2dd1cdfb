using QLStake.Contracts;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>What the hub's chain can do to a stake: pause, fail to execute, and what a stranger may try there.</summary>
[Collection(JourneyTests.Name)]
public sealed class HubTests(JourneyFixture journey)
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    [Fact]
    public async Task While_minting_is_paused_the_root_arrives_the_mint_waits_and_says_why()
    {
        var hub = journey.Ethereum.Protocol.Hub!.Value;
        await journey.Ethereum.As(DevelopmentAccount.Pauser).SendAsync(hub, new QLStakeHub.PauseCall(PauseScope.Mints));
        var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);

        var paused = await journey.Stakes.WaitsForAsync(stake.Id, "MintingPaused");

        StakeObserver.Text(paused!.Value.GetProperty("waiting"), "owner").ShouldBe("Operator");
        (await RootAsync(stake)).ReceivedAt.ShouldBeGreaterThan(0UL);

        await journey.Ethereum.As(DevelopmentAccount.Dao).SendAsync(hub, new QLStakeHub.UnpauseCall(PauseScope.Mints));
        await journey.Stakes.ReachesAsync(stake.Id, "MintConfirmed", "MintFinalized");
    }

    [Fact]
    public async Task A_message_with_too_little_gas_fails_and_is_minted_after_manual_execution()
    {
        var satellite = journey.Avalanche.Protocol.Satellite!.Value;
        var dao = journey.Avalanche.As(DevelopmentAccount.Dao);
        var enough = await journey.Avalanche.ReadAsync(
            satellite,
            new QLStakeSatellite.DeliveryGasCall(),
            BlockRef.Latest
        );
        await dao.SendAsync(satellite, new QLStakeSatellite.SetDeliveryGasCall(30_000));
        var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await dao.SendAsync(satellite, new QLStakeSatellite.SetDeliveryGasCall(enough));

        var failed = await journey.Stakes.WaitsForAsync(stake.Id, "ExecutionFailed");

        StakeObserver.Text(failed!.Value.GetProperty("waiting"), "remedy").ShouldContain("manual", Case.Insensitive);
        await journey.Network.Don.ManuallyExecuteAsync(stake.MessageId, 300_000);
        await journey.Stakes.ReachesAsync(stake.Id, "MintConfirmed", "MintFinalized");
    }

    [Fact]
    public async Task A_message_from_a_foreign_sender_never_becomes_a_mint()
    {
        var (avalanche, hub) = (journey.Avalanche, journey.Ethereum.Protocol.Hub!.Value);
        var item = new StakeItem(
            journey.ToHub,
            avalanche.Protocol.Satellite!.Value,
            hub,
            default,
            new(Coin * 50),
            journey.Receiver,
            journey.Receiver,
            999_999,
            0
        );
        var message = new Router.EVM2AnyMessage(
            CcipAddress.Encode(hub),
            PeerMessageCodec.Encode(PeerMessage.Of(MessageKind.Stake, item)),
            [],
            default,
            new ExtraArgs(300_000, true).Encode()
        );
        var selector = journey.Ethereum.Spec.Selector.Value;
        var fee = await avalanche.ReadAsync(
            avalanche.Ccip.Router,
            new Router.GetFeeCall(selector, message),
            BlockRef.Latest
        );
        var before = await SharesAsync();
        await avalanche
            .As(DevelopmentAccount.Staker)
            .SendAsync(avalanche.Ccip.Router, new Router.CcipSendCall(selector, message), fee);

        // A true stake sent afterwards is through: so was the false one, had it been believed.
        var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");

        (await SharesAsync() - before).ShouldBe(Coin);
        (await journey.Stakes.FindAsync(Leaf.IdOf(item))).ShouldBeNull();
        (await RootAsync(Leaf.IdOf(item).Value)).ReceivedAt.ShouldBe(0UL);
    }

    private Task<U256> SharesAsync() =>
        journey.Ethereum.ReadAsync(
            journey.Ethereum.Protocol.QToken,
            new QLiquidToken.BalanceOfCall(journey.Receiver),
            BlockRef.Latest
        );

    private Task<QLStakeHub.ReceivedRoot> RootAsync(SentStake stake) => RootAsync(stake.Id.Value);

    private Task<QLStakeHub.ReceivedRoot> RootAsync(B256 root) =>
        journey.Ethereum.ReadAsync(
            journey.Ethereum.Protocol.Hub!.Value,
            new QLStakeHub.RootOfCall(
                journey.Avalanche.Spec.Selector.Value,
                journey.Avalanche.Protocol.Satellite!.Value,
                (byte)MessageKind.Stake,
                root
            ),
            BlockRef.Latest
        );
}
