using System.Text;

namespace QLStake;

public readonly partial struct B256
    : ISpanParsable<B256>,
        IUtf8SpanParsable<B256>,
        ISpanFormattable,
        IUtf8SpanFormattable
{
    private const int TextLength = 2 + (2 * Size);

    /// <summary>Reads <c>0x</c> and exactly 64 hex digits of either case.</summary>
    /// <exception cref="FormatException">Anything else.</exception>
    public static B256 Parse(ReadOnlySpan<char> s) =>
        TryParse(s, out var value)
            ? value
            : throw new FormatException($"Expected 0x and 64 hex digits, found {Quoted.Shorten(s)}.");

    /// <inheritdoc cref="Parse(ReadOnlySpan{char})"/>
    public static B256 Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    public static bool TryParse(ReadOnlySpan<char> s, out B256 result)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var ok = s.Length == TextLength && Hex.TryDecode(s, bytes, out _);
        result = ok ? FromSpan(bytes) : default;
        return ok;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out B256 result)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var ok = utf8Text.Length == TextLength && Hex.TryDecode(utf8Text, bytes, out _);
        result = ok ? FromSpan(bytes) : default;
        return ok;
    }

    public override string ToString() => Hex.Encode(AsSpan());

    public bool TryFormat(
        Span<char> destination,
        out int charsWritten,
        ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null
    ) => Hex.TryEncode(AsSpan(), destination, out charsWritten);

    public bool TryFormat(
        Span<byte> utf8Destination,
        out int bytesWritten,
        ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null
    ) => Hex.TryEncode(AsSpan(), utf8Destination, out bytesWritten);

    public static B256 Parse(string s, IFormatProvider? provider) => Parse(s);

    public static B256 Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    public static B256 Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) =>
        TryParse(utf8Text, out var value) ? value : Parse(Encoding.UTF8.GetString(utf8Text));

    public static bool TryParse(string? s, IFormatProvider? provider, out B256 result) => TryParse(s, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out B256 result) =>
        TryParse(s, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out B256 result) =>
        TryParse(utf8Text, out result);

    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();
}
