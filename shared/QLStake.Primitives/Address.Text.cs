using System.Text;

namespace QLStake;

public readonly partial struct Address
    : ISpanParsable<Address>,
        IUtf8SpanParsable<Address>,
        ISpanFormattable,
        IUtf8SpanFormattable
{
    private const int TextLength = 2 + (2 * Size);

    /// <summary>Reads <c>0x</c> and 40 hex digits: all lower-case, all upper-case, or with a valid EIP-55 checksum.</summary>
    /// <exception cref="FormatException">Anything else, a wrong checksum included.</exception>
    public static Address Parse(ReadOnlySpan<char> s)
    {
        if (TryParse(s, out var value))
        {
            return value;
        }
        Span<byte> bytes = stackalloc byte[Size];
        throw new FormatException(
            s.Length == TextLength && Hex.TryDecode(s, bytes, out _)
                ? $"Expected the address {FromSpan(bytes)}, found {Quoted.Shorten(s)}, whose EIP-55 checksum (the "
                    + "case of its letters) is wrong. Check the address for a typing error."
                : $"Expected an address of 0x and 40 hex digits, found {Quoted.Shorten(s)}."
        );
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{char})"/>
    public static Address Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    public static bool TryParse(ReadOnlySpan<char> s, out Address result)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var ok = s.Length == TextLength && Hex.TryDecode(s, bytes, out _);
        result = ok ? FromSpan(bytes) : default;
        if (ok && Checksum.HasMixedCase(s[2..]) && !Checksum.IsValid(result, s[2..]))
        {
            result = default;
            return false;
        }
        return ok;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out Address result)
    {
        Span<char> text = stackalloc char[TextLength];
        result = default;
        return utf8Text.Length == TextLength
            && Ascii.ToUtf16(utf8Text, text, out _) == System.Buffers.OperationStatus.Done
            && TryParse(text, out result);
    }

    public override string ToString() =>
        string.Create(TextLength, this, static (text, me) => me.TryFormat(text, out _));

    public bool TryFormat(
        Span<char> destination,
        out int charsWritten,
        ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null
    )
    {
        if (!Hex.TryEncode(AsSpan(), destination, out charsWritten))
        {
            return false;
        }
        Checksum.Apply(destination.Slice(2, 2 * Size));
        return true;
    }

    public bool TryFormat(
        Span<byte> utf8Destination,
        out int bytesWritten,
        ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null
    )
    {
        Span<char> text = stackalloc char[TextLength];
        _ = TryFormat(text, out _);
        return Ascii.FromUtf16(text, utf8Destination, out bytesWritten) == System.Buffers.OperationStatus.Done;
    }

    public static Address Parse(string s, IFormatProvider? provider) => Parse(s);

    public static Address Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    public static Address Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) =>
        TryParse(utf8Text, out var value) ? value : Parse(Encoding.UTF8.GetString(utf8Text));

    public static bool TryParse(string? s, IFormatProvider? provider, out Address result) => TryParse(s, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Address result) =>
        TryParse(s, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out Address result) =>
        TryParse(utf8Text, out result);

    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();
}
