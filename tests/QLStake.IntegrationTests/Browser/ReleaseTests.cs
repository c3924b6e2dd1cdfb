using Microsoft.Playwright;
using QLStake.Contracts;
using QLStake.Evm.Abi;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Browser;

/// <summary>A payout that did not arrive, brought to its end on its page.</summary>
[Collection(FlowTests.Name)]
public sealed class ReleaseTests(FlowFixture journey, Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>PUSH0 PUSH0 REVERT: takes no money.</summary>
    private const string Refusing = "0x5f5ffd";
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    private static DevelopmentAccount Owner => DevelopmentAccount.Pauser;

    private static Address Elsewhere { get; } = Address.Parse("0x0000000000000000000000000000000000c1a137");

    [Fact]
    public async Task Money_that_its_receiver_refused_is_claimed_by_its_wallet_to_another_address()
    {
        var release = await RefusedAsync();
        var wallet = new InjectedWallet(journey.Network.Chains.All, Owner);
        var page = await chromium.VisitAsync(journey, wallet);
        await page.GotoAsync($"/releases/{release}");
        await page.GetByText("Connect this account to claim.").WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Connect wallet" }).ClickAsync();
        await page.GetByLabel("Pay to").FillAsync("0x12");
        await page.Locator("#claim-to-note").ShouldSayAsync("40 hex digits");
        await page.GetByLabel("Pay to").FillAsync($"{Elsewhere}");
        await Chromium.IsAccessibleAsync(page, "claim");
        await page.GetByRole(AriaRole.Button, new() { Name = "Claim", Exact = true }).ClickAsync();

        await Eventually.HoldsAsync(
            () => journey.Avalanche.Rpc.GetBalance(Elsewhere, BlockRef.Latest),
            balance => balance == Coin,
            TimeSpan.FromSeconds(60),
            "the claimed money arrives"
        );
        (await ClaimableAsync()).ShouldBe(U256.Zero);
        await Assertions.Expect(page.GetByLabel("Pay to")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        wallet.Asked.ShouldContain("eth_sendTransaction");
        chromium.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_payout_that_a_limit_cut_short_is_paid_to_its_end_by_anyone_while_the_executor_is_away()
    {
        var receiver = Address.Parse("0x0000000000000000000000000000000000c1a138");
        var standing = (await ReadAsync(new QLStakeSatellite.PayoutBucketOfCall(default))).Standing;
        var little = new QLStakeSatellite.Limits(
            Coin * 4 / 10,
            Coin / 10_000,
            standing.CountCapacity,
            standing.CountPerHour
        );
        await SendAsync(DevelopmentAccount.Pauser, new QLStakeSatellite.LowerPayoutLimitsCall(default, little));
        var executor = journey.Network.Services[ServiceNames.MintExecutor];
        try
        {
            var release = await RedeemedAsync(receiver);
            await journey.Flows.ReleaseReachesAsync(release, "PartlyPaid");
            await executor.StopAsync();
            var page = await chromium.VisitAsync(
                journey,
                new InjectedWallet(journey.Network.Chains.All, DevelopmentAccount.Staker)
            );
            await page.GotoAsync($"/releases/{release}");
            await page.GetByText("A payout limit leaves").WaitForAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Connect wallet" }).ClickAsync();
            await Chromium.IsAccessibleAsync(page, "instalment");
            await SendAsync(DevelopmentAccount.Dao, new QLStakeSatellite.SetPayoutLimitsCall(default, standing));
            // The bucket holds nothing yet: it fills with the chain's seconds.
            await Eventually.HoldsAsync(
                () => ReadAsync(new QLStakeSatellite.PayoutBucketOfCall(default)),
                bucket => bucket.Value >= Coin,
                TimeSpan.FromSeconds(60),
                "there is room for the rest"
            );

            await page.GetByRole(AriaRole.Button, new() { Name = "Pay the rest" }).ClickAsync();

            await Eventually.HoldsAsync(
                () => journey.Avalanche.Rpc.GetBalance(receiver, BlockRef.Latest),
                balance => balance == Coin,
                TimeSpan.FromSeconds(60),
                "the rest arrives"
            );
            await executor.StartAsync();
            await journey.Flows.ReleaseReachesAsync(release, "Finalized");
            chromium.Complaints.ShouldBeEmpty();
        }
        finally
        {
            await SendAsync(DevelopmentAccount.Dao, new QLStakeSatellite.SetPayoutLimitsCall(default, standing));
            await executor.StartAsync();
        }
    }

    private async Task<B256> RedeemedAsync(Address receiver)
    {
        var stake = await journey.Avax.StakeAsync(default, Coin, DevelopmentAccount.Staker.Address);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        return await journey.Ethereum.RedeemAsync(DevelopmentAccount.Staker, Coin, journey.Avalanche, receiver);
    }

    private Task<T> ReadAsync<T>(IAbiCall<T> call) =>
        journey.Avalanche.ReadAsync(journey.Avalanche.Protocol.Satellite!.Value, call, BlockRef.Latest);

    private Task SendAsync(DevelopmentAccount who, IAbiCall call) =>
        journey.Avalanche.As(who).SendAsync(journey.Avalanche.Protocol.Satellite!.Value, call);

    /// <summary>A redemption whose receiver is a contract when it is paid, and an account again afterwards.</summary>
    private async Task<B256> RefusedAsync()
    {
        await BecomeAsync(Refusing);
        var release = await RedeemedAsync(Owner.Address);
        await journey.Flows.ReleaseReachesAsync(release, "Claimable");
        await BecomeAsync("0x");
        return release;
    }

    private Task BecomeAsync(string code) =>
        journey.Network.Chains.NodeOf(journey.Avalanche).CallAsync("anvil_setCode", [$"{Owner.Address}", code]);

    private Task<U256> ClaimableAsync() => ReadAsync(new QLStakeSatellite.ClaimableCall(Owner.Address, default));
}
