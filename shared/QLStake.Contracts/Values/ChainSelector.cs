using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QLStake.Contracts;

/// <summary>CCIP's name of a chain: a uint64 that is never the chain id (Chainlink, chain-selectors).</summary>
[JsonConverter(typeof(ChainSelectorJsonConverter))]
public readonly record struct ChainSelector(ulong Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">The text is not a decimal uint64.</exception>
    public static ChainSelector Parse(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new(value)
            : throw new FormatException(
                $"Expected a CCIP chain selector (a decimal number below 2^64), found '{text}'. "
                    + "It is not the chain id: look it up in CCIP's directory."
            );
}

/// <summary>Selectors are above 2^53, so they travel as strings.</summary>
public sealed class ChainSelectorJsonConverter : JsonConverter<ChainSelector>
{
    public override ChainSelector Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ChainSelector.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, ChainSelector value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    public override ChainSelector ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => ChainSelector.Parse(reader.GetString() ?? "");

    public override void WriteAsPropertyName(
        Utf8JsonWriter writer,
        ChainSelector value,
        JsonSerializerOptions options
    ) => writer.WritePropertyName(value.ToString());
}

/// <summary>A direction between two chains: CCIP's unit of configuration, limits and curses.</summary>
public readonly record struct Lane(ChainSelector Source, ChainSelector Destination)
{
    public override string ToString() => $"{Source}-{Destination}";
}
