using Microsoft.Playwright;
using QLStake.IntegrationTests.Journeys;
using QLStake.Localnet.Services;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Browser;

/// <summary>A console that is replaced while people look at it.</summary>
[Collection(FlowTests.Name)]
public sealed class ConsoleEndTests(FlowFixture journey, Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task It_ends_as_it_is_told_although_pages_are_open_and_the_next_one_serves_them()
    {
        var page = await chromium.VisitAsync(journey);
        // A page that is alive holds a WebSocket open.
        await page.RunAndWaitForWebSocketAsync(() => page.GotoAsync("/operators/services"));
        await page.GetByRole(AriaRole.Region, new() { Name = "message-router" }).WaitForAsync();
        var console = journey.Network.Services[ServiceSpec.ConsoleName];

        var begun = TimeProvider.System.GetTimestamp();
        await console.StopAsync();
        TimeProvider.System.GetElapsedTime(begun).ShouldBeLessThan(Grace);
        (await console.Exited).ShouldBe(0, "it ended as it was asked to");
        await console.StartAsync();

        await page.GotoAsync("/operators/services");
        await page.GetByRole(AriaRole.Region, new() { Name = "message-router" }).WaitForAsync();
    }
}
