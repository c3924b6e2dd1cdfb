using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using QLStake.IntegrationTests.Journeys;
using QLStake.Localnet;
using QLStake.Localnet.Services;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Browser;

/// <summary>The machine's Chromium in front of a console that runs on the services of the flows.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];
    private readonly List<string> _complaints = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>What pages complained of in their consoles, and what they asked of other hosts: a policy that is broken shows here.</summary>
    internal IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
                return [.. _complaints];
        }
    }

    public async Task InitializeAsync()
    {
        var program =
            Array.Find(Programs, File.Exists)
            ?? throw new InvalidOperationException(
                $"Expected Chromium at {string.Join(" or ", Programs)}, found none. Install it: apt-get install chromium"
            );
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            // Machines that build as root have no user namespaces for Chromium's own sandbox.
            new() { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] }
        );
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A page of a visitor, with a wallet or without.</summary>
    internal async Task<IPage> VisitAsync(JourneyFixture journey, InjectedWallet? wallet = null, bool phone = false)
    {
        var console = journey.Network.Services[ServiceSpec.ConsoleName];
        if (!await console.IsReadyAsync())
            await console.StartAsync();
        var context = await _browser!.NewContextAsync(
            new()
            {
                BaseURL = $"{console.Address}",
                ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 900 },
                ColorScheme = phone ? ColorScheme.Dark : ColorScheme.Light,
            }
        );
        // Generous: the machine may be shared.
        context.SetDefaultTimeout(60_000);
        if (wallet is not null)
            await wallet.EnterAsync(context);
        var page = await context.NewPageAsync();
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning")
                Complain($"{page.Url}: {said.Text}");
        };
        page.PageError += (_, error) => Complain($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (
                new Uri(request.Url) is var to
                && to.Scheme.StartsWith("http", StringComparison.Ordinal)
                && to.Port != console.Address.Port
            )
                Complain($"{page.Url} asked {request.Url}");
        };
        return page;
    }

    /// <summary>No serious and no critical finding of axe, and nothing that is wider than the screen; a picture of it is kept.</summary>
    internal static async Task IsAccessibleAsync(IPage page, string name)
    {
        var shots = Directory.CreateDirectory(Path.Combine(Repository.Find().QlsHome, "screens"));
        await page.ScreenshotAsync(new() { Path = Path.Combine(shots.FullName, $"{name}.png"), FullPage = true });
        var found = await page.RunAxe();
        found
            .Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help} {violation.Nodes[0].Html}")
            .ShouldBeEmpty(name);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(
            0,
            name
        );
    }

    private void Complain(string what)
    {
        lock (_complaints)
            _complaints.Add(what);
    }
}
