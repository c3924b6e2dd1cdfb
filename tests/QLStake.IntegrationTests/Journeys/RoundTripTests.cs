using QLStake.Contracts;
using QLStake.Evm;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>The whole mission: in on one chain, on to a third, back, and out by somebody else.</summary>
[Collection(FlowTests.Name)]
public sealed class RoundTripTests(FlowFixture journey)
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    private static DevelopmentAccount Staker => DevelopmentAccount.Staker;

    private static DevelopmentAccount Other => DevelopmentAccount.Pauser;

    private LocalChain Arbitrum => journey.Network.Chains.Arbitrum;

    [Fact]
    public async Task A_stake_moves_on_comes_back_and_is_redeemed_by_another_holder_and_the_vault_keeps_nothing_of_it()
    {
        var stake = await journey.Avax.StakeAsync(default, Coin * 5, Staker.Address);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        var there = await journey.Ethereum.TransferAsync(Staker, Arbitrum, Coin * 4);
        await journey.Flows.TransferReachesAsync(there, "Finalized");
        var back = await Arbitrum.TransferAsync(Staker, journey.Ethereum, Coin * 4);
        await journey.Flows.TransferReachesAsync(back, "Finalized");

        // Everything the staker has goes with it; what is left is other holders'.
        var shares = await journey.Ethereum.SharesOfAsync(Staker.Address);
        shares.ShouldBeGreaterThanOrEqualTo(Coin * 5);
        await journey.Ethereum.As(Staker).SendAsync(Token, new QLiquidToken.TransferCall(Other.Address, shares));
        var (locked, supply) = (await journey.Avalanche.LockedAsync(), await SupplyAsync());
        var before = await BalanceAsync();
        var release = await journey.Ethereum.RedeemAsync(Other, shares, journey.Avalanche, Other.Address);

        var paid = await journey.Flows.ReleaseReachesAsync(release, "Finalized");
        // The chain's news may be faster than the executor's word that it sent something, which is nothing new by then.
        FlowObserver
            .Steps(paid)
            .Where(step => step != "OperationSubmitted")
            .ShouldBe(
                [
                    "Redeemed",
                    "MessageSent",
                    "RootSent",
                    "SourceFinalized",
                    "RootCommitted",
                    "MessageExecuted",
                    "RootReceived",
                    "ReleaseAsked",
                    "Released",
                    "PaidOut",
                    "ReleaseFinalized",
                ],
                ignoreOrder: true
            );
        (await journey.Avalanche.LockedAsync()).ShouldBe(locked - shares);
        (await BalanceAsync() - before).ShouldBe(shares);
        (await SupplyAsync()).ShouldBe(supply - shares);
    }

    [Fact]
    public async Task What_a_contract_refuses_is_claimable_by_it_and_then_taken()
    {
        // The liquid token takes no native coin.
        var refusing = journey.Avalanche.Protocol.QToken;
        var stake = await journey.Avax.StakeAsync(default, Coin, Staker.Address);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");

        var release = await journey.Ethereum.RedeemAsync(Staker, Coin, journey.Avalanche, refusing);

        var kept = await journey.Flows.ReleaseReachesAsync(release, "Claimable");
        kept.GetProperty("waiting").GetProperty("remedy").GetString()!.ShouldContain("claim");
        (await ClaimableAsync(refusing)).ShouldBe(Coin);
        var before = await BalanceAsync();
        await ClaimAsync(refusing, Other.Address);
        (await ClaimableAsync(refusing)).ShouldBe(U256.Zero);
        (await BalanceAsync() - before).ShouldBe(Coin);
    }

    private Address Token => journey.Ethereum.Protocol.QToken;

    private Task<U256> BalanceAsync() => journey.Avalanche.Rpc.GetBalance(Other.Address, BlockRef.Latest);

    private Task<U256> ClaimableAsync(Address account) =>
        journey.Avalanche.ReadAsync(
            journey.Avalanche.Protocol.Satellite!.Value,
            new QLStakeSatellite.ClaimableCall(account, default),
            BlockRef.Latest
        );

    /// <summary>The contract itself has to call; anvil lets it.</summary>
    private async Task ClaimAsync(Address account, Address to)
    {
        var node = journey.Network.Chains.NodeOf(journey.Avalanche);
        await node.CallAsync("anvil_impersonateAccount", [$"{account}"]);
        await node.CallAsync("anvil_setBalance", [$"{account}", "0xde0b6b3a7640000"]);
        var data = Hex.Encode(new QLStakeSatellite.ClaimCall(default, to).Encode());
        var satellite = $"{journey.Avalanche.Protocol.Satellite}";
        await node.CallAsync(
            "eth_sendTransaction",
            [
                new
                {
                    from = $"{account}",
                    to = satellite,
                    data,
                },
            ]
        );
        await Hosting.Eventually.HoldsAsync(
            () => ClaimableAsync(account),
            left => left.IsZero,
            TimeSpan.FromSeconds(20),
            "the claim is mined"
        );
    }

    private async Task<U256> SupplyAsync()
    {
        U256 supply = 0;
        foreach (var chain in journey.Network.Chains.All)
            supply += await chain.ReadAsync(chain.Protocol.QToken, new QLiquidToken.TotalSupplyCall(), BlockRef.Latest);
        return supply;
    }
}
