using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using QLStake.Console;
using Shouldly;
using Xunit;

namespace QLStake.Tests.ConsoleApi;

/// <summary>A console whose pages stand in the open tells its figures elsewhere.</summary>
public sealed class MetricsPortTests
{
    [Fact]
    public async Task Figures_are_told_on_their_own_port_and_pages_on_theirs()
    {
        var (nobody, metrics) = (Loopback.Unused(), Loopback.Unused());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddConsole(
            ConsoleSettingsTests.Settings(
                ("Router", $"{nobody}"),
                ("Fees", $"{nobody}"),
                ("MetricsPort", metrics.Port.ToString(CultureInfo.InvariantCulture))
            )
        );
        await using var app = builder.Build();
        app.MapConsole();
        await app.StartAsync();
        var pages = new Uri(app.Urls.Single(url => new Uri(url.Replace('+', 'x')).Port != metrics.Port));
        using var http = new HttpClient();

        (await StatusAsync(http, new(metrics, "/metrics"))).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(http, new(pages, "/metrics"))).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(http, new(pages, "/metrics"), metrics.Authority)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(http, new(pages, "/health/live"))).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(http, new(metrics, "/health/live"))).ShouldBe(HttpStatusCode.NotFound);
    }

    /// <param name="host">What the visitor says whom he asks.</param>
    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, Uri address, string? host = null)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, address);
        asked.Headers.Host = host;
        using var answer = await http.SendAsync(asked);
        return answer.StatusCode;
    }
}
