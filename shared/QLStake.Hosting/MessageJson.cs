using System.Text.Json;
using System.Text.Json.Serialization;
using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>How messages and events are written: the same on the bus, in the feed and in the event store.</summary>
public static class MessageJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new(JsonSerializerDefaults.Web));

    /// <summary>jsonb keeps no order of properties, so a fact's kind may come last.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.AllowOutOfOrderMetadataProperties = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter());
        return options;
    }

    public static JsonElement Write(object message) =>
        JsonSerializer.SerializeToElement(message, message.GetType(), Options);

    /// <exception cref="JsonException">The body is not a message of that type.</exception>
    public static TMessage Read<TMessage>(LogEntry entry) =>
        entry.Body.Deserialize<TMessage>(Options)
        ?? throw new JsonException($"Expected a {entry.Name} at position {entry.Position}, found null.");
}
