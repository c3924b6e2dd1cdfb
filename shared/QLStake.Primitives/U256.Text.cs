using System.Globalization;
using System.Text;

namespace QLStake;

public readonly partial struct U256
    : ISpanParsable<U256>,
        IUtf8SpanParsable<U256>,
        ISpanFormattable,
        IUtf8SpanFormattable
{
    // 10^19 is the largest power of ten in 64 bits; 2^256-1 has 78 decimal digits.
    private const ulong Chunk = 10_000_000_000_000_000_000;
    private const int ChunkDigits = 19;
    private const int LongestDecimal = 78;

    /// <summary>Reads decimal digits, or <c>0x</c> and 1 to 64 hex digits. No sign, separator or white space.</summary>
    /// <exception cref="FormatException">Anything else, a number of 2^256 or more included.</exception>
    public static U256 Parse(ReadOnlySpan<char> s) =>
        TryParse(s, out var value)
            ? value
            : throw new FormatException(
                "Expected a number from 0 to 2^256-1 in decimal digits, or in hex digits after 0x, found "
                    + $"{Quoted.Shorten(s)}."
            );

    /// <inheritdoc cref="Parse(ReadOnlySpan{char})"/>
    public static U256 Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    public static bool TryParse(ReadOnlySpan<char> s, out U256 result) =>
        s.StartsWith("0x", StringComparison.Ordinal) ? TryParseHex(s[2..], out result) : TryParseDecimal(s, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out U256 result)
    {
        Span<char> text = stackalloc char[LongestDecimal];
        result = default;
        return utf8Text.Length <= LongestDecimal
            && Ascii.ToUtf16(utf8Text, text, out var length) == System.Buffers.OperationStatus.Done
            && TryParse(text[..length], out result);
    }

    public override string ToString()
    {
        Span<char> text = stackalloc char[LongestDecimal];
        return new string(text[FormatBackwards(text)..]);
    }

    /// <summary>As JSON-RPC writes a quantity: <c>0x</c> and hex digits without leading zeros; zero is <c>0x0</c>.</summary>
    public string ToHexQuantity()
    {
        Span<byte> bytes = stackalloc byte[Size];
        WriteBigEndian(bytes);
        var digits = Convert.ToHexStringLower(bytes).AsSpan().TrimStart('0');
        return digits.IsEmpty ? "0x0" : $"0x{digits}";
    }

    public bool TryFormat(
        Span<char> destination,
        out int charsWritten,
        ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null
    )
    {
        Span<char> text = stackalloc char[LongestDecimal];
        text = text[FormatBackwards(text)..];
        var fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }

    public bool TryFormat(
        Span<byte> utf8Destination,
        out int bytesWritten,
        ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null
    )
    {
        Span<char> text = stackalloc char[LongestDecimal];
        text = text[FormatBackwards(text)..];
        return Ascii.FromUtf16(text, utf8Destination, out bytesWritten) == System.Buffers.OperationStatus.Done;
    }

    public static U256 Parse(string s, IFormatProvider? provider) => Parse(s);

    public static U256 Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    public static U256 Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) =>
        TryParse(utf8Text, out var value) ? value : Parse(Encoding.UTF8.GetString(utf8Text));

    public static bool TryParse(string? s, IFormatProvider? provider, out U256 result) => TryParse(s, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out U256 result) =>
        TryParse(s, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out U256 result) =>
        TryParse(utf8Text, out result);

    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    private static bool TryParseHex(ReadOnlySpan<char> digits, out U256 result)
    {
        result = default;
        if (digits.Length is 0 or > 2 * Size)
        {
            return false;
        }
        Span<char> padded = stackalloc char[2 * Size];
        padded.Fill('0');
        digits.CopyTo(padded[(padded.Length - digits.Length)..]);
        Span<byte> bytes = stackalloc byte[Size];
        var ok = Convert.FromHexString(padded, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
        result = ok ? ReadBigEndian(bytes) : default;
        return ok;
    }

    private static bool TryParseDecimal(ReadOnlySpan<char> digits, out U256 result)
    {
        result = default;
        if (digits.Length is 0 or > LongestDecimal || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }
        Span<ulong> wide = stackalloc ulong[2 * Limbs];
        for (var value = default(U256); ; )
        {
            var take = Math.Min(ChunkDigits, digits.Length);
            var chunk = ulong.Parse(digits[..take], NumberStyles.None, CultureInfo.InvariantCulture);
            WideMath.Multiply(value, PowerOfTen(take), wide);
            value = FromWide(wide, out var fits);
            if (!fits || value > MaxValue - chunk)
            {
                return false;
            }
            value += chunk;
            digits = digits[take..];
            if (digits.IsEmpty)
            {
                result = value;
                return true;
            }
        }
    }

    private static ulong PowerOfTen(int exponent)
    {
        var power = 1UL;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }
        return power;
    }

    private int FormatBackwards(Span<char> text)
    {
        Span<ulong> limbs = stackalloc ulong[Limbs];
        CopyLimbsTo(limbs);
        var start = LongestDecimal;
        do
        {
            UInt128 remainder = 0;
            for (var i = Limbs - 1; i >= 0; i--)
            {
                var (quotient, rest) = UInt128.DivRem((remainder << 64) | limbs[i], Chunk);
                limbs[i] = (ulong)quotient;
                remainder = rest;
            }
            var more = limbs.ContainsAnyExcept(0UL);
            var chunk = (ulong)remainder;
            for (var i = 0; i < ChunkDigits && (more || chunk != 0 || i == 0); i++)
            {
                text[--start] = (char)('0' + (chunk % 10));
                chunk /= 10;
            }
        } while (limbs.ContainsAnyExcept(0UL));
        return start;
    }
}
