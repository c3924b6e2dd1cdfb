using System.Collections.Concurrent;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>
/// All logs a service reads. Each is compared with its owner's feed at start, then regularly and whenever the bus could
/// not be followed: so lost messages, a wiped broker, a long absence and a first start are all the same case.
/// </summary>
public sealed class Inbox(
    InboxRoutes routes,
    StreamsFactory streams,
    IDocumentStore store,
    FeedClient feed,
    ServiceOptions options,
    ServiceStatus status,
    IServiceProvider services,
    TimeProvider time,
    ILogger<Inbox> log
) : BackgroundService
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<string, SourceInbox> _sources = [];

    /// <summary>A shipment that cannot be taken in now is not lost: its entries come again over the feed.</summary>
    internal async Task AcceptAsync(Shipment shipment, CancellationToken ct)
    {
        var service = shipment.Source.Split('/')[0];
        if (!routes.Services.Contains(service))
            return;
        try
        {
            await Source(service, shipment.Source).AcceptAsync(shipment, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            if (!DatabaseErrors.IsAway(error))
                log.LogWarning("{Source} cannot be followed on the bus now: {Cause}", shipment.Source, error.Message);
        }
    }

    /// <summary>Not ready is said before the first question about readiness can be answered.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var service in routes.Services)
            status.Ill(PartOf(service), $"Not yet compared with the feed of {service}.");
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(routes.Services.Select(service => FollowAsync(service, stoppingToken)));

    private async Task FollowAsync(string service, CancellationToken ct)
    {
        var component = PartOf(service);
        for (var (failures, compared) = (0, false); !ct.IsCancellationRequested; )
        {
            try
            {
                foreach (var source in await feed.SourcesAsync(service, ct))
                    await Source(service, source).CatchUpAsync(ct);
                status.Well(component);
                (failures, compared) = (0, true);
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                failures = Math.Min(failures + 1, 5);
                var cause = error is HttpRequestException or TaskCanceledException
                    ? $"{service} does not answer at {options.Feeds.GetValueOrDefault(service)} (QLStake:Feeds:{service}): {error.Message}"
                    : error.Message;
                // Without its owner a log can still be followed on the bus; a log that stands still cannot wait unseen.
                var stopped = error is not (HttpRequestException or TaskCanceledException);
                if (stopped ? status.Ill(component, error, cause) : status.Note(component, cause))
                    log.LogWarning("{Cause}", cause);
            }
            // Services that start together find each other as soon as they are there.
            var pause = (compared ? options.FeedInterval : FirstLook) * (1 << failures);
            await Task.Delay(pause, time, ct).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static string PartOf(string service) => $"log of {service}";

    private SourceInbox Source(string service, string source) =>
        _sources.GetOrAdd(
            source,
            name => new SourceInbox(service, name, routes, streams, store, feed, services, time, log)
        );

    public override void Dispose()
    {
        foreach (var source in _sources.Values)
            source.Dispose();
        base.Dispose();
    }
}
