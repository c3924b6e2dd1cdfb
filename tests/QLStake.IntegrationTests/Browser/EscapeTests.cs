using System.Globalization;
using Microsoft.Playwright;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Browser;

/// <summary>A staker whom nobody helps helps himself, on the stake's page.</summary>
[Collection(FlowTests.Name)]
public sealed class EscapeTests(FlowFixture journey, Chromium chromium) : IClassFixture<Chromium>
{
    private const int LastSlot = 256;
    private static readonly U256 AboveTheCap = U256.Parse("104000000000000000000");
    private static readonly U256 Little = U256.Parse("10000000000000000");

    private Address Hub => journey.Ethereum.Protocol.Hub!.Value;

    [Fact]
    public async Task A_stake_that_the_guards_leave_lying_is_minted_by_its_owner_once_their_time_is_over()
    {
        var receiver = Address.Parse("0x00000000000000000000000000000000000e5ca9");

        await EscapesAsync((await journey.Avax.StakeAsync(default, AboveTheCap, receiver)).Id);

        (await journey.Ethereum.SharesOfAsync(receiver)).ShouldBe(AboveTheCap);
    }

    [Fact]
    public async Task So_is_one_of_a_batch_with_the_proof_that_the_router_keeps()
    {
        var receiver = Address.Parse("0x00000000000000000000000000000000000e5caa");
        var neighbour = await journey.Avalanche.QueueAsync(Little, journey.Receiver);
        var stake = await journey.Avalanche.QueueAsync(AboveTheCap, receiver);

        await EscapesAsync(stake);

        (await MessageOfAsync(stake)).ShouldBe(await MessageOfAsync(neighbour), "they left in one message");

        (await journey.Ethereum.SharesOfAsync(receiver)).ShouldBe(AboveTheCap);
    }

    private async Task EscapesAsync(StakeId stake)
    {
        await journey.Stakes.ReachesAsync(stake, "MintHeld");
        (await HeldAsync()).ShouldContain($"{stake}");
        var wallet = new InjectedWallet(journey.Network.Chains.All, DevelopmentAccount.Staker);
        var page = await chromium.VisitAsync(journey, wallet);
        await page.GotoAsync($"/stakes/{stake}");
        await page.GetByText("If nobody helps").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect wallet" }).ClickAsync();
        await Assertions.Expect(Mint(page)).ToHaveCountAsync(0);

        var days = await journey.Ethereum.ReadAsync(Hub, new QLStakeHub.EscapeDelayCall(), BlockRef.Latest);
        await SetEscapeDelayAsync(days, 1);
        try
        {
            await Mint(page).WaitForAsync();
            await Chromium.IsAccessibleAsync(page, "escape");
            await Mint(page).ClickAsync();
            await journey.Stakes.ReachesAsync(stake, "MintFinalized");
            await Eventually.HoldsAsync(
                HeldAsync,
                held => !held.Contains($"{stake}", StringComparison.Ordinal),
                TimeSpan.FromMinutes(3),
                "the guard sees that it is minted"
            );
        }
        finally
        {
            await SetEscapeDelayAsync(1, days);
        }

        wallet.Asked.ShouldContain("eth_sendTransaction");
        chromium.Complaints.ShouldBeEmpty();
    }

    private async Task<string> MessageOfAsync(StakeId stake) =>
        StakeObserver.Text((await journey.Stakes.FindAsync(stake))!.Value, "messageId");

    private async Task<string> HeldAsync()
    {
        using var guard = new HttpClient
        {
            BaseAddress = journey.Network.Services[ServiceNames.RateLimitGuard].Address,
        };
        return await guard.GetStringAsync(new Uri("/holds", UriKind.Relative));
    }

    private static ILocator Mint(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "Mint it", Exact = true });

    /// <summary>The hub lets nobody set less than days: both delays are found where it keeps them, and the first is written there.</summary>
    private async Task SetEscapeDelayAsync(ulong now, ulong then)
    {
        var refund = await journey.Ethereum.ReadAsync(Hub, new QLStakeHub.RefundDelayCall(), BlockRef.Latest);
        var node = journey.Network.Chains.NodeOf(journey.Ethereum);
        for (var slot = 0; slot < LastSlot; slot++)
        {
            var at = $"0x{slot:x}";
            if ((await node.CallAsync("eth_getStorageAt", [$"{Hub}", at, "latest"])).GetString() != Word(now, refund))
                continue;
            var word = slot.ToString("x64", CultureInfo.InvariantCulture);
            await node.CallAsync("anvil_setStorageAt", [$"{Hub}", $"0x{word}", Word(then, refund)]);
        }
        var told = await journey.Ethereum.ReadAsync(Hub, new QLStakeHub.EscapeDelayCall(), BlockRef.Latest);
        told.ShouldBe(then, "the hub keeps its delays in one word of its first slots");
    }

    /// <summary>Two uint64, the first in the lowest bytes.</summary>
    private static string Word(ulong escape, ulong refund) => $"0x{0:x32}{refund:x16}{escape:x16}";
}
