using System.Text.Json;
using System.Text.Json.Serialization;

namespace QLStake.Contracts;

/// <summary>A value that gives another value a meaning: an id or an amount that cannot be confused with another.</summary>
/// <typeparam name="TSelf">The type with the meaning.</typeparam>
/// <typeparam name="TValue">The bare value it stands for; on the wire only this is written.</typeparam>
public interface IWrapped<TSelf, TValue>
    where TSelf : struct, IWrapped<TSelf, TValue>
    where TValue : struct
{
    TValue Value { get; }

    static abstract TSelf Of(TValue value);
}

/// <summary>Writes a wrapped value as the bare value it stands for.</summary>
public sealed class WrappedJsonConverter<TSelf, TValue> : JsonConverter<TSelf>
    where TSelf : struct, IWrapped<TSelf, TValue>
    where TValue : struct
{
    private static JsonConverter<TValue> Inner(JsonSerializerOptions options) =>
        (JsonConverter<TValue>)options.GetConverter(typeof(TValue));

    public override TSelf Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TSelf.Of(Inner(options).Read(ref reader, typeof(TValue), options));

    public override void Write(Utf8JsonWriter writer, TSelf value, JsonSerializerOptions options) =>
        Inner(options).Write(writer, value.Value, options);

    public override TSelf ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => TSelf.Of(Inner(options).ReadAsPropertyName(ref reader, typeof(TValue), options));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TSelf value, JsonSerializerOptions options) =>
        Inner(options).WriteAsPropertyName(writer, value.Value, options);
}
