using System.Collections.Concurrent;
using Marten;
using Microsoft.Extensions.Logging;
using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>
/// All logs a service reads. Each is compared with its owner's feed at first, then regularly and whenever the bus could not be
/// followed: so lost messages, a wiped broker, a long absence, a takeover and a first start are all the same case.
/// </summary>
internal sealed class Inbox(
    InboxRoutes routes,
    StreamsFactory streams,
    IDocumentStore store,
    FeedClient feed,
    ServiceOptions options,
    InboxEndpoint bus,
    ServiceStatus status,
    IServiceProvider services,
    TimeProvider time,
    ILogger<Inbox> log
) : IWork
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<string, SourceInbox> _sources = [];

    /// <summary>A shipment that cannot be taken in now is not lost: its entries come again over the feed.</summary>
    private async Task AcceptAsync(Shipment shipment, CancellationToken ct)
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

    /// <summary>How far each log has been read, and what is parked.</summary>
    public async Task<IReadOnlyList<InboxReport>> ReportAsync(CancellationToken ct)
    {
        var reports = new List<InboxReport>();
        foreach (var source in _sources.Values)
            reports.Add(await source.ReportAsync(ct));
        return [.. reports.OrderBy(report => report.Source, StringComparer.Ordinal)];
    }

    /// <exception cref="ParkingRefusedException">No such log is read here, or the log does not stand still there.</exception>
    public async Task ParkAsync(string source, long position, string reason, CancellationToken ct)
    {
        await Known(source).ParkAsync(position, reason, ct);
        log.LogWarning("Position {Position} of {Source} was parked: {Reason}", position, source, reason);
    }

    /// <exception cref="ParkingRefusedException">It is not parked, or still cannot be taken in.</exception>
    public async Task ReplayAsync(string source, long position, CancellationToken ct)
    {
        await Known(source).ReplayAsync(position, ct);
        log.LogWarning("Position {Position} of {Source}, once parked, was taken in", position, source);
    }

    public IEnumerable<string> Parts => routes.Services.Select(PartOf);

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var service in routes.Services)
            status.Ill(PartOf(service), $"Not yet compared with the feed of {service}.");
        // How far each log has been read is what the last one that worked has stored.
        _sources.Clear();
        await using var following = bus.Connect(AcceptAsync);
        await Task.WhenAll(routes.Services.Select(service => FollowAsync(service, ct)));
    }

    private async Task FollowAsync(string service, CancellationToken ct)
    {
        var component = PartOf(service);
        for (var (failures, compared) = (0, false); !ct.IsCancellationRequested; )
        {
            try
            {
                status.Well(component, await CatchUpAsync(service, ct));
                (failures, compared) = (0, true);
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                failures = Math.Min(failures + 1, 5);
                var cause = error is HttpRequestException or TaskCanceledException
                    ? $"{service} does not answer at {feed.Where(service)} (QLStake:Feeds:{service}): {error.Message}"
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

    /// <summary>Reads all logs of a service; one that stands still does not hold up the others.</summary>
    /// <returns>What to say of them.</returns>
    private async Task<string> CatchUpAsync(string service, CancellationToken ct)
    {
        var (stopped, parked) = (new List<InboxStoppedException>(), 0);
        foreach (var source in await feed.SourcesAsync(service, ct))
        {
            try
            {
                await Source(service, source).CatchUpAsync(ct);
            }
            catch (InboxStoppedException error)
            {
                stopped.Add(error);
            }
            parked += (await Source(service, source).ReportAsync(ct)).Parked.Count;
        }
        if (stopped is [var first, ..])
            throw new InboxStoppedException(
                string.Join(' ', stopped.Select(error => error.Message)),
                first.InnerException
            );
        return parked == 0 ? ServiceStatus.AllWell : $"well; parked entries: {parked} (qls inbox list)";
    }

    private SourceInbox Known(string? source) =>
        _sources.GetValueOrDefault(source ?? "")
        ?? throw new ParkingRefusedException(
            $"Expected a log that is read here ({string.Join(", ", _sources.Keys.Order())}), found '{source}'."
        );

    private static string PartOf(string service) => $"log of {service}";

    private SourceInbox Source(string service, string source) =>
        _sources.GetOrAdd(
            source,
            name => new SourceInbox(service, name, routes, streams, store, feed, services, time, log)
        );
}
