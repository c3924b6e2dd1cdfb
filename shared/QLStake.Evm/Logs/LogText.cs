using System.Text;

namespace QLStake.Evm.Logs;

/// <summary>The text of a log's fields to their values: hex data of a fixed or any length, and hex quantities.</summary>
internal static class LogText
{
    public static Address Address(ReadOnlySpan<byte> text)
    {
        Span<byte> bytes = stackalloc byte[QLStake.Address.Size];
        return text.Length == 2 + (2 * bytes.Length) && Hex.TryDecode(text, bytes, out _)
            ? QLStake.Address.FromSpan(bytes)
            : throw Malformed(text, LogField.Address, $"0x and {2 * bytes.Length} hex digits");
    }

    public static B256 Hash(ReadOnlySpan<byte> text, LogField field) =>
        B256.TryParse(text, out var hash) ? hash : throw Malformed(text, field, "0x and 64 hex digits");

    public static ReadOnlyMemory<byte> Data(ReadOnlySpan<byte> text, LogArena arena)
    {
        var bytes = arena.TakeBytes(Math.Max(0, text.Length - 2) / 2);
        return Hex.TryDecode(text, bytes.Span, out var written) && written == bytes.Length
            ? bytes
            : throw Malformed(text, LogField.Data, "0x and an even number of hex digits");
    }

    public static ulong Quantity(ReadOnlySpan<byte> text, ulong largest, LogField field)
    {
        var value = 0UL;
        var ok = text.Length is > 2 and <= 18 && text.StartsWith("0x"u8);
        for (var i = 2; ok && i < text.Length; i++)
        {
            var digit = HexDigits.Value(text[i]);
            ok = digit >= 0;
            value = (value << 4) | (uint)(digit & 0xf);
        }
        return ok && value <= largest ? value : throw Malformed(text, field, $"a hex quantity of at most {largest}");
    }

    private static LogFormatException Malformed(ReadOnlySpan<byte> text, LogField field, string expected)
    {
        const int Shown = 80;
        var found = Encoding.UTF8.GetString(text[..Math.Min(text.Length, Shown)]);
        return new LogFormatException(
            $"Expected {expected} as the log's \"{field.Text()}\", found \"{found}\" ({text.Length} characters)."
        );
    }
}
