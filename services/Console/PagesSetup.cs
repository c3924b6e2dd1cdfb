using Microsoft.AspNetCore.DataProtection;
using QLStake.Console.Pages;

namespace QLStake.Console;

/// <summary>The pages: drawn on the server, kept alive over a WebSocket.</summary>
internal static class PagesSetup
{
    // What a page asks of its wallet is a few hundred bytes, and the wallet's answer too.
    private const long LongestMessage = 64 * 1024;
    private static readonly TimeSpan KeptAfterLoss = TimeSpan.FromMinutes(1);
    private const int KeptCircuits = 50;

    // Each open page is a circuit of some hundred kilobytes.
    private const int MostPages = 1_000;

    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxConcurrentUpgradedConnections = MostPages);
        // What a page brings back is good for this run only: the console keeps nothing, keys neither.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddScoped<Wallet>();
        builder
            .Services.AddRazorComponents()
            .AddInteractiveServerComponents(circuits =>
            {
                circuits.DisconnectedCircuitRetentionPeriod = KeptAfterLoss;
                circuits.DisconnectedCircuitMaxRetained = KeptCircuits;
            })
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LongestMessage);
    }

    /// <summary>Styles, scripts and the icon, from the manifest that the build left beside the program.</summary>
    public static void MapPageFiles(this WebApplication app) => app.MapStaticAssets().ExcludeFromDescription();

    public static void MapPages(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseAntiforgery();
        app.MapRazorComponents<App>()
            // The header of SecurityHeaders says it for every answer.
            .AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null)
            .ExcludeFromDescription();
    }
}
