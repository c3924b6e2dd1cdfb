using System.Text;
using System.Text.Json;

namespace QLStake.Evm;

/// <summary>Reads the execution API's hex strings from UTF-8 JSON. Leading zeros in quantities are taken: some nodes send them.</summary>
internal static class JsonHex
{
    public static ulong UInt64(ref Utf8JsonReader json)
    {
        var value = U256(ref json);
        return value <= ulong.MaxValue ? (ulong)value : throw Unexpected(ref json, "a quantity of at most 64 bits");
    }

    public static U256 U256(ref Utf8JsonReader json) =>
        Text(ref json, out var text) && text.StartsWith("0x"u8) && QLStake.U256.TryParse(text, out var value)
            ? value
            : throw Unexpected(ref json, "a quantity such as 0x1a");

    public static B256 B256(ref Utf8JsonReader json) =>
        Text(ref json, out var text) && QLStake.B256.TryParse(text, out var value)
            ? value
            : throw Unexpected(ref json, "0x and 64 hex digits");

    public static Address Address(ref Utf8JsonReader json) =>
        Text(ref json, out var text) && QLStake.Address.TryParse(text, out var value)
            ? value
            : throw Unexpected(ref json, "an address of 0x and 40 hex digits");

    public static byte[] Bytes(ref Utf8JsonReader json)
    {
        if (Text(ref json, out var text) && text.Length >= 2)
        {
            var bytes = new byte[(text.Length - 2) / 2];
            if (Hex.TryDecode(text, bytes, out var written) && written == bytes.Length)
                return bytes;
        }
        throw Unexpected(ref json, "0x and an even number of hex digits");
    }

    public static void Expect(ref Utf8JsonReader json, JsonTokenType token, string what)
    {
        if (json.TokenType != token)
            throw Unexpected(ref json, what);
    }

    public static EvmDataException Unexpected(ref Utf8JsonReader json, string expected)
    {
        const int Shown = 80;
        var found = json.TokenType is JsonTokenType.String or JsonTokenType.Number
            ? Encoding.UTF8.GetString(json.ValueSpan[..Math.Min(json.ValueSpan.Length, Shown)])
            : json.TokenType.ToString();
        return new($"expected {expected}, found {found} at byte {json.TokenStartIndex}");
    }

    private static bool Text(ref Utf8JsonReader json, out ReadOnlySpan<byte> text)
    {
        var plain = json is { TokenType: JsonTokenType.String, ValueIsEscaped: false };
        text = plain ? json.ValueSpan : default;
        return plain;
    }
}
