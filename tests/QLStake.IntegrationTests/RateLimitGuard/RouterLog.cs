using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.IntegrationTests.RateLimitGuard;

/// <summary>The router's log, written by a test: guard and executor read it over its feed as they read the router's own.</summary>
internal sealed class RouterLog : IAsyncDisposable
{
    private readonly List<LogEntry> entries = [];
    private readonly Lock turn = new();
    private readonly WebApplication app;

    private RouterLog(WebApplication app) => this.app = app;

    public static async Task<RouterLog> StartAsync(Uri address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.ToString());
        var log = new RouterLog(builder.Build());
        log.app.MapGet("/feed/sources", () => new[] { ServiceNames.MessageRouter });
        log.app.MapGet("/feed", (long after) => Results.Json(log.Page(after), MessageJson.Options));
        await log.app.StartAsync();
        return log;
    }

    public void Say(object message)
    {
        lock (turn)
            entries.Add(
                new(
                    entries.Count + 1,
                    entries.Count,
                    MessageNames.Of(message.GetType()),
                    MessageJson.Write(message),
                    TraceParent: null
                )
            );
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private FeedPage Page(long after)
    {
        lock (turn)
            return new(ServiceNames.MessageRouter, entries.Count, [.. entries.Skip((int)after).Take(256)]);
    }
}
