using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>Which messages a service takes, from whose logs, and what handles each.</summary>
public sealed class InboxRoutes
{
    private readonly Dictionary<
        string,
        Func<LogEntry, Delivery, Streams, IServiceProvider, CancellationToken, Task>
    > _routes = [];

    internal HashSet<string> Services { get; } = [];

    internal List<Type> MessageTypes { get; } = [];

    public InboxRoutes From(string service)
    {
        Services.Add(service);
        return this;
    }

    public InboxRoutes On<TMessage, THandler>()
        where THandler : IConsume<TMessage>
    {
        MessageTypes.Add(typeof(TMessage));
        _routes.Add(
            MessageNames.Of(typeof(TMessage)),
            (entry, delivery, streams, services, ct) =>
                services
                    .GetRequiredService<THandler>()
                    .ConsumeAsync(MessageJson.Read<TMessage>(entry), delivery, streams, ct)
        );
        return this;
    }

    /// <summary>A message nobody here takes is passed over; its position still counts.</summary>
    internal async Task HandleAsync(
        LogEntry entry,
        Delivery delivery,
        Streams streams,
        IServiceProvider services,
        CancellationToken ct
    )
    {
        if (!_routes.TryGetValue(entry.Name, out var route))
            return;
        ActivityContext.TryParse(entry.TraceParent, null, isRemote: true, out var parent);
        using var activity = Telemetry.Source.StartActivity($"take {entry.Name}", ActivityKind.Consumer, parent);
        activity?.SetTag("qlstake.source", delivery.Source).SetTag("qlstake.position", delivery.Position);
        await route(entry, delivery, streams, services, ct);
    }
}
