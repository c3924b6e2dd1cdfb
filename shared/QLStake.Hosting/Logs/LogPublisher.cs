using System.Diagnostics;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>Where a log stood when it was last shipped, kept in the transaction that advances the publisher.</summary>
public sealed record LogHead(string Id, long Position);

/// <summary>
/// The one place of a service that publishes: ships the events that leave, in order, at least once. The event stream is
/// the outbox. While the broker is away it waits and says so; readers go on over the feed.
/// </summary>
public sealed class LogPublisher : SubscriptionBase
{
    private const int MaxEntries = 256;
    private const int MaxBytes = 256 * 1024;
    private readonly ShippingMap _shipping;
    private readonly ServiceStatus _status;
    private readonly ServiceOptions _options;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;
    private readonly ILogger<LogPublisher> _log;

    public LogPublisher(
        ShippingMap shipping,
        ServiceStatus status,
        ServiceOptions options,
        IServiceProvider services,
        TimeProvider time,
        ILogger<LogPublisher> log
    )
    {
        (_shipping, _status, _options) = (shipping, status, options);
        (_services, _time, _log) = (services, time, log);
        Name = "log-publisher";
        Options.BatchSize = 500;
        foreach (var type in shipping.EventTypes)
            IncludeType(type);
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page,
        ISubscriptionController controller,
        IDocumentOperations operations,
        CancellationToken cancellationToken
    )
    {
        foreach (var source in _shipping.Sources)
        {
            var head = await operations.LoadAsync<LogHead>(source, cancellationToken);
            var entries = Entries(page.Events, source, head?.Position ?? 0);
            if (entries.Count == 0)
                continue;
            foreach (var shipment in Split(source, entries))
                await ShipAsync(shipment, cancellationToken);
            operations.Store(new LogHead(source, entries[^1].Position));
        }
        return NullChangeListener.Instance;
    }

    private List<LogEntry> Entries(IEnumerable<IEvent> events, string source, long previous)
    {
        var entries = new List<LogEntry>();
        foreach (var @event in events)
            if (_shipping.Entry(@event, source, previous) is { } entry)
            {
                entries.Add(entry);
                previous = entry.Position;
            }
        return entries;
    }

    private static IEnumerable<Shipment> Split(string source, List<LogEntry> entries)
    {
        var (list, bytes) = (new List<LogEntry>(), 0);
        foreach (var entry in entries)
        {
            var size = entry.Body.GetRawText().Length;
            if (list.Count > 0 && (list.Count == MaxEntries || bytes + size > MaxBytes))
            {
                yield return new(source, list);
                (list, bytes) = ([], 0);
            }
            list.Add(entry);
            bytes += size;
        }
        yield return new(source, list);
    }

    private async Task ShipAsync(Shipment shipment, CancellationToken ct)
    {
        using var activity = Telemetry.Source.StartActivity($"ship {shipment.Source}", ActivityKind.Producer);
        var unbound = false;
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = Min(pause * 2, TimeSpan.FromSeconds(5)))
        {
            try
            {
                if (unbound)
                    await Topology.DeclareAsync(_options.RabbitMq, ct);
                await SendAsync(shipment, ct);
                _status.Well("publisher");
                return;
            }
            catch (MessageReturnedException) when (!ct.IsCancellationRequested)
            {
                _log.LogWarning(
                    "{Log} had no queue to take a message to: its bindings were removed. Declaring them again",
                    Topology.LogExchange(_options.Service)
                );
                unbound = true;
                await Task.Delay(pause, _time, ct);
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                var cause =
                    $"The broker {_options.RabbitMq.Host}:{_options.RabbitMq.Port} (QLStake:RabbitMq) does not take "
                    + $"messages: {error.GetBaseException().Message.TrimEnd('.')}. Readers go on over the feed; trying again.";
                if (_status.Ill("publisher", cause))
                    _log.LogWarning("{Cause}", cause);
                await Task.Delay(pause, _time, ct);
            }
        }
    }

    private async Task SendAsync(Shipment shipment, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        // Resolved late: the bus is built after the event store.
        var bus = _services.GetRequiredService<IBus>();
        var endpoint = await bus.GetSendEndpoint(Topology.Log(_options.Service)).WaitAsync(limit.Token);
        await endpoint.Send(shipment, Mandatory, limit.Token).WaitAsync(limit.Token);
    }

    /// <summary>A message that no queue takes comes back instead of vanishing.</summary>
    private static readonly IPipe<SendContext> Mandatory = Pipe.Execute<SendContext>(context =>
        context.GetPayload<RabbitMqSendContext>().Mandatory = true
    );

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
