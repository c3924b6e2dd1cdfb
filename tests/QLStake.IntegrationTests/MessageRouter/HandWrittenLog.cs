using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.IntegrationTests.MessageRouter;

/// <summary>A service's log, written by hand and served over its feed: the router cannot tell it from the service.</summary>
internal sealed class HandWrittenLog : IAsyncDisposable
{
    private readonly Dictionary<string, List<LogEntry>> _logs;
    private readonly WebApplication _app;

    private HandWrittenLog(IEnumerable<string> sources)
    {
        _logs = sources.ToDictionary(source => source, _ => new List<LogEntry>());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/feed/sources", () => _logs.Keys);
        _app.MapGet("/feed", (string source, long after) => Results.Json(Page(source, after), MessageJson.Options));
    }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<HandWrittenLog> StartAsync(params string[] sources)
    {
        var log = new HandWrittenLog(sources);
        await log._app.StartAsync();
        return log;
    }

    public void Write(string source, params object[] messages)
    {
        var log = _logs[source];
        lock (log)
            foreach (var message in messages)
            {
                var previous = log.Count == 0 ? 0 : log[^1].Position;
                var name = MessageNames.Of(message.GetType());
                log.Add(new(previous + 1, previous, name, MessageJson.Write(message), null));
            }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private FeedPage Page(string source, long after)
    {
        var log = _logs[source];
        lock (log)
            return new(source, log.Count, [.. log.Where(entry => entry.Position > after).Take(256)]);
    }
}
