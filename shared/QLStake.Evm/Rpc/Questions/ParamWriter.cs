using System.Globalization;
using System.Text.Json;

namespace QLStake.Evm;

/// <summary>Writes parameters as the execution API spells them.</summary>
internal static class ParamWriter
{
    public static void Quantity(this Utf8JsonWriter json, ulong value) =>
        json.WriteStringValue("0x" + value.ToString("x", CultureInfo.InvariantCulture));

    public static void Word(this Utf8JsonWriter json, B256 value) => json.WriteStringValue(Hex.Encode(value.AsSpan()));

    public static void Account(this Utf8JsonWriter json, Address value) =>
        json.WriteStringValue(Hex.Encode(value.AsSpan()));

    public static void Data(this Utf8JsonWriter json, ReadOnlySpan<byte> value) =>
        json.WriteStringValue(Hex.Encode(value));

    /// <summary>For questions about state: a hash goes in an object that demands a canonical block (EIP-1898).</summary>
    public static void StateAt(this Utf8JsonWriter json, BlockRef block)
    {
        if (block.AsHash is not { } hash)
        {
            json.WriteStringValue(block.ToString());
            return;
        }
        json.WriteStartObject();
        json.WritePropertyName("blockHash"u8);
        json.Word(hash);
        json.WriteBoolean("requireCanonical"u8, true);
        json.WriteEndObject();
    }

    public static void Call(this Utf8JsonWriter json, CallRequest call)
    {
        json.WriteStartObject();
        if (call.From is { } from)
            json.WriteString("from"u8, Hex.Encode(from.AsSpan()));
        if (call.To is { } to)
            json.WriteString("to"u8, Hex.Encode(to.AsSpan()));
        if (call.Value is { } value)
            json.WriteString("value"u8, value.ToHexQuantity());
        if (call.Gas is { } gas)
            json.WriteString("gas"u8, "0x" + gas.ToString("x", CultureInfo.InvariantCulture));
        // Both names: older nodes know only "data", newer ones prefer "input", and none objects to two that agree.
        var data = Hex.Encode(call.Data.Span);
        json.WriteString("data"u8, data);
        json.WriteString("input"u8, data);
        json.WriteEndObject();
    }

    public static void Filter(this Utf8JsonWriter json, LogQuery query, ulong from, ulong to)
    {
        json.WriteStartObject();
        if (query.BlockHash is { } hash)
        {
            json.WriteString("blockHash"u8, Hex.Encode(hash.AsSpan()));
        }
        else
        {
            json.WriteString("fromBlock"u8, "0x" + from.ToString("x", CultureInfo.InvariantCulture));
            json.WriteString("toBlock"u8, "0x" + to.ToString("x", CultureInfo.InvariantCulture));
        }
        if (query.Addresses.Count > 0)
        {
            json.WriteStartArray("address"u8);
            foreach (var address in query.Addresses)
                json.Account(address);
            json.WriteEndArray();
        }
        if (query.Topics.Count > 0)
            Topics(json, query.Topics);
        json.WriteEndObject();
    }

    private static void Topics(Utf8JsonWriter json, IReadOnlyList<IReadOnlyList<B256>> places)
    {
        json.WriteStartArray("topics"u8);
        foreach (var alternatives in places)
        {
            if (alternatives.Count == 0)
            {
                json.WriteNullValue();
                continue;
            }
            json.WriteStartArray();
            foreach (var topic in alternatives)
                json.Word(topic);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }
}
