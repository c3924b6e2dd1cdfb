using System.Text.Json;
using JasperFx.Events;
using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>Which events leave a service, as which message, in which of its logs.</summary>
/// <param name="service">The service whose log it is.</param>
/// <param name="partitions">Where the log is cut in several; empty for one log.</param>
public sealed class ShippingMap(string service, IReadOnlyList<string>? partitions = null)
{
    private const int MaxBytes = 256 * 1024;
    private readonly Dictionary<Type, Func<object, (string? Partition, object Message)?>> _rules = [];

    /// <summary>The logs of this service.</summary>
    public IReadOnlyList<string> Sources { get; } =
        partitions is null or [] ? [service] : [.. partitions.Select(partition => $"{service}/{partition}")];

    /// <summary>Event types that may leave.</summary>
    public IReadOnlyCollection<Type> EventTypes => _rules.Keys;

    /// <summary>The event leaves as this message; null keeps it at home.</summary>
    public ShippingMap Ship<TEvent>(Func<TEvent, object?> message, Func<TEvent, string>? partition = null)
        where TEvent : notnull
    {
        _rules.Add(
            typeof(TEvent),
            @event => message((TEvent)@event) is { } shipped ? (partition?.Invoke((TEvent)@event), shipped) : null
        );
        return this;
    }

    /// <summary>The event is the message.</summary>
    public ShippingMap Ship<TEvent>(Func<TEvent, string>? partition = null)
        where TEvent : notnull => Ship<TEvent>(@event => @event, partition);

    /// <summary>What leaves for this event, or null.</summary>
    internal (string Source, string Name, JsonElement Body)? Map(object @event)
    {
        if (!_rules.TryGetValue(@event.GetType(), out var rule) || rule(@event) is not { } shipped)
            return null;
        var source = shipped.Partition is null ? service : $"{service}/{shipped.Partition}";
        return (source, MessageNames.Of(shipped.Message.GetType()), MessageJson.Write(shipped.Message));
    }

    /// <summary>The event at its place in a log, or null if it does not leave there.</summary>
    internal LogEntry? Entry(IEvent @event, string source, long previous) =>
        Map(@event.Data) is { } shipped && shipped.Source == source
            ? new(@event.Sequence, previous, shipped.Name, shipped.Body, @event.GetHeader("traceparent")?.ToString())
            : null;

    /// <summary>An event that could not be shipped must not be committed: it would stop the log for good.</summary>
    /// <exception cref="InvalidOperationException">The message is too large or belongs to no log.</exception>
    internal void Check(object @event)
    {
        if (Map(@event) is not { } shipped)
            return;
        if (!Sources.Contains(shipped.Source))
            throw new InvalidOperationException(
                $"Expected a log of {string.Join(", ", Sources)}, found '{shipped.Source}' for {shipped.Name}. "
                    + "Name the partition when the shipping map is made."
            );
        var bytes = JsonSerializer.SerializeToUtf8Bytes(shipped.Body).Length;
        if (bytes > MaxBytes)
            throw new InvalidOperationException(
                $"Expected a message of at most {MaxBytes} bytes, found {bytes} in {shipped.Name}. Write it as several events."
            );
    }
}
