using System.Text.RegularExpressions;
using Microsoft.Playwright;
using QLStake.IntegrationTests.Journeys;
using QLStake.Localnet.Chains;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Browser;

/// <summary>What people do on the page, in a real browser over the real system.</summary>
[Collection(FlowTests.Name)]
public sealed partial class ConsoleTests(FlowFixture journey, Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    private static DevelopmentAccount Staker => DevelopmentAccount.Staker;

    [Fact]
    public async Task A_staker_is_told_of_mistakes_then_stakes_watches_it_arrive_transfers_and_redeems()
    {
        var wallet = new InjectedWallet(journey.Network.Chains.All, Staker);
        var page = await chromium.VisitAsync(journey, wallet);
        await page.GotoAsync("/stake");
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect wallet" }).ClickAsync();

        // Filling in selects and types in two steps: what the page fills in by itself must be there before.
        await Assertions.Expect(page.GetByLabel("Receiver")).ToHaveValueAsync($"{Staker.Address}");
        await page.GetByLabel("Receiver").FillAsync($"{Staker.Address}".Replace('E', 'e'));
        await Note(page, "receiver").ShouldSayAsync("EIP-55");
        await page.GetByLabel("Receiver").FillAsync($"{Staker.Address}");
        await page.GetByLabel("Amount").FillAsync("1.5.2");
        await Note(page, "amount").ShouldSayAsync("Expected a number such as 1.5");
        await page.GetByLabel("Amount").FillAsync("500");
        await Note(page, "amount").ShouldSayAsync("It would wait for a human");
        await page.GetByLabel("Amount").FillAsync("99000000");
        await Note(page, "amount").ShouldSayAsync("You have");
        await Note(page, "chain").ShouldSayAsync("Signing takes it to Avalanche");
        await page.GetByLabel("Amount").FillAsync("1.25");
        await page.GetByText("Leaves your account").WaitForAsync();
        await Chromium.IsAccessibleAsync(page, "stake-form");

        await page.GetByRole(AriaRole.Button, new() { Name = "Stake", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(StakePage());
        await State(page, "Mint finalized").WaitForAsync();
        await page.Locator("table.fees td small", new() { HasText = "$" }).First.WaitForAsync();
        await Chromium.IsAccessibleAsync(page, "stake");
        wallet.Asked.ShouldContain("wallet_switchEthereumChain");

        await page.GotoAsync("/transfer");
        await Assertions.Expect(page.GetByLabel("Receiver")).ToHaveValueAsync($"{Staker.Address}");
        await page.GetByLabel("Shares").FillAsync("0.25");
        await page.GetByRole(AriaRole.Button, new() { Name = "Transfer", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(TransferPage());

        await page.GotoAsync("/redeem");
        await Assertions.Expect(page.GetByLabel("Receiver")).ToHaveValueAsync($"{Staker.Address}");
        await page.GetByLabel("Shares").FillAsync("0.5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Redeem", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(ReleasePage());
        await State(page, "Finalized").WaitForAsync();
        await Chromium.IsAccessibleAsync(page, "release");
        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Redemptions and refunds" }).WaitForAsync();
        await Chromium.IsAccessibleAsync(page, "account");
        chromium.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_operator_releases_a_held_mint_with_a_signature()
    {
        var stake = await journey.Avax.StakeAsync(default, Coin * 103, Staker.Address);
        await journey.Stakes.ReachesAsync(stake.Id, "MintHeld");
        var wallet = new InjectedWallet(journey.Network.Chains.All, DevelopmentAccount.Guardian);
        var page = await chromium.VisitAsync(journey, wallet);
        await page.GotoAsync("/operators/incidents");
        await Chromium.IsAccessibleAsync(page, "incidents");
        await page.GetByRole(AriaRole.Link, new() { Name = "A mint is held" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect wallet" }).ClickAsync();
        var card = page.GetByRole(AriaRole.Region, new() { Name = $"Held mint {stake.Id}" });
        await Chromium.IsAccessibleAsync(page, "guard");

        await card.GetByLabel("Your reason").FillAsync("Known to us: asked for by mail.");
        await card.GetByRole(AriaRole.Button, new() { Name = "Release" }).ClickAsync();

        await journey.Stakes.ReachesAsync(stake.Id, "MintConfirmed", "MintFinalized");
        wallet.Asked.ShouldContain("eth_signTypedData_v4");
        chromium.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_page_can_be_used_on_a_phone_in_the_dark_and_by_everyone()
    {
        var page = await chromium.VisitAsync(journey, phone: true);
        string[] paths =
        [
            "/",
            "/transfers",
            "/releases",
            "/stake",
            "/redeem",
            "/transfer",
            "/account",
            "/operators",
            "/operators/incidents",
            "/operators/executor",
            "/operators/fees",
            "/operators/solvency",
            "/operators/services",
        ];
        foreach (var path in paths)
        {
            var answer = await page.GotoAsync(path);
            answer!.Headers["content-security-policy"].ShouldNotContain("unsafe");
            await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
            await Chromium.IsAccessibleAsync(page, $"phone{path.Replace('/', '-')}");
        }
        chromium.Complaints.ShouldBeEmpty();
    }

    private static ILocator State(IPage page, string name) =>
        page.Locator(".head .chip").GetByText(name, new() { Exact = true });

    private static ILocator Note(IPage page, string field) => page.Locator($"#{field}-note");

    [GeneratedRegex("/stakes/0x[0-9a-f]{64}$")]
    private static partial Regex StakePage();

    [GeneratedRegex("/transfers/0x[0-9a-f]{64}$")]
    private static partial Regex TransferPage();

    [GeneratedRegex("/releases/0x[0-9a-f]{64}$")]
    private static partial Regex ReleasePage();
}

/// <summary>What a note on the page comes to say.</summary>
internal static class Notes
{
    public static Task ShouldSayAsync(this ILocator note, string text) =>
        Assertions.Expect(note).ToContainTextAsync(text, new() { Timeout = 30_000 });
}
