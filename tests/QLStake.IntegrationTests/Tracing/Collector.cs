using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QLStake.Localnet.Services;

namespace QLStake.IntegrationTests.Tracing;

/// <summary>Stands in for a collector: takes OTLP over HTTP from the production exporter and keeps every span.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<SeenSpan> spans = new();
    private readonly WebApplication app;

    private Collector(WebApplication app) => this.app = app;

    public IReadOnlyCollection<SeenSpan> Spans => spans;

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector.app.MapPost("/v1/traces", collector.TakeAsync);
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>From its next start the service sends its traces here.</summary>
    public void Watch(ServiceProcess service)
    {
        service.Configure("QLSTAKE__OTLP", app.Urls.Single());
        service.Configure("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        service.Configure("OTEL_BSP_SCHEDULE_DELAY", "500");
    }

    public IReadOnlyList<SeenSpan> Trace(string traceId) => [.. spans.Where(span => span.TraceId == traceId)];

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        foreach (var span in OtlpSpans.Read(body.ToArray()))
            spans.Enqueue(span);
        // An empty message: everything was accepted.
        return Results.Bytes(Array.Empty<byte>(), "application/x-protobuf");
    }
}
