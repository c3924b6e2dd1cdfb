using System.Buffers;

namespace QLStake;

/// <summary>
/// Strict hexadecimal as Ethereum's JSON-RPC writes data: <c>0x</c> followed by two digits for each byte.
/// Reading accepts both digit cases; writing is lower-case.
/// </summary>
public static class Hex
{
    /// <summary>Writes <paramref name="bytes"/> as <c>0x…</c>.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => string.Concat("0x", Convert.ToHexStringLower(bytes));

    /// <summary>Writes <c>0x…</c> into <paramref name="destination"/>, which needs 2 + 2·length characters.</summary>
    public static bool TryEncode(ReadOnlySpan<byte> bytes, Span<char> destination, out int charsWritten)
    {
        charsWritten = 0;
        if (destination.Length < EncodedLength(bytes.Length))
        {
            return false;
        }
        "0x".CopyTo(destination);
        _ = Convert.TryToHexStringLower(bytes, destination[2..], out var digits);
        charsWritten = digits + 2;
        return true;
    }

    /// <summary>Writes <c>0x…</c> as UTF-8 into <paramref name="destination"/>, which needs 2 + 2·length bytes.</summary>
    public static bool TryEncode(ReadOnlySpan<byte> bytes, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        if (destination.Length < EncodedLength(bytes.Length))
        {
            return false;
        }
        "0x"u8.CopyTo(destination);
        _ = Convert.TryToHexStringLower(bytes, destination[2..], out var digits);
        bytesWritten = digits + 2;
        return true;
    }

    /// <summary>Reads <c>0x…</c>.</summary>
    /// <exception cref="FormatException">No <c>0x</c>, an odd number of digits, or something that is not a digit.</exception>
    public static byte[] Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Math.Max(0, (text.Length - 2) / 2)];
        return TryDecode(text, bytes, out var written) && written == bytes.Length
            ? bytes
            : throw new FormatException(Expectation(text));
    }

    /// <summary>Reads <c>0x…</c> from UTF-8.</summary>
    /// <exception cref="FormatException">No <c>0x</c>, an odd number of digits, or something that is not a digit.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> utf8Text)
    {
        var bytes = new byte[Math.Max(0, (utf8Text.Length - 2) / 2)];
        return TryDecode(utf8Text, bytes, out var written) && written == bytes.Length
            ? bytes
            : throw new FormatException(Expectation(System.Text.Encoding.UTF8.GetString(utf8Text)));
    }

    /// <summary>Reads <c>0x…</c> into <paramref name="destination"/>; false when malformed or too long for it.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        return text.StartsWith("0x", StringComparison.Ordinal)
            && Convert.FromHexString(text[2..], destination, out _, out bytesWritten) == OperationStatus.Done;
    }

    /// <summary>Reads <c>0x…</c> from UTF-8 into <paramref name="destination"/>; false when malformed or too long for it.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> utf8Text, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        return utf8Text.StartsWith("0x"u8) && HexDigits.TryDecode(utf8Text[2..], destination, out bytesWritten);
    }

    private static int EncodedLength(int bytes) => checked(2 + (2 * bytes));

    private static string Expectation(ReadOnlySpan<char> text) =>
        $"Expected 0x and an even number of hex digits, found {Quoted.Shorten(text)}.";
}
