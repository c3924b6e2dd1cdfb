using System.Buffers;

namespace QLStake.Evm.Logs;

/// <summary>
/// JSON as programs write it: no white space and no escapes. What it reads is JSON with that meaning; what it does not read
/// may be JSON too.
/// </summary>
internal ref struct PlainJson(ReadOnlySpan<byte> text)
{
    private const int LongestQuantity = 16;

    private static readonly SearchValues<byte> Special = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Select(i => (byte)i),
        (byte)'\\',
    ]);

    private ReadOnlySpan<byte> _rest = text;

    public readonly bool IsNext(byte character) => !_rest.IsEmpty && _rest[0] == character;

    public bool TryTake(byte character)
    {
        if (!IsNext(character))
        {
            return false;
        }
        _rest = _rest[1..];
        return true;
    }

    public bool TryTake(ReadOnlySpan<byte> word)
    {
        if (!_rest.StartsWith(word))
        {
            return false;
        }
        _rest = _rest[word.Length..];
        return true;
    }

    /// <summary>What stands between the next two quotes; a string only if it also <see cref="IsPlain"/>.</summary>
    public bool TryReadQuoted(out ReadOnlySpan<byte> text)
    {
        var length = IsNext((byte)'"') ? _rest[1..].IndexOf((byte)'"') : -1;
        if (length < 0)
        {
            text = default;
            return false;
        }
        text = _rest.Slice(1, length);
        _rest = _rest[(length + 2)..];
        return true;
    }

    public static bool IsPlain(ReadOnlySpan<byte> text) => !text.ContainsAny(Special);

    /// <summary>Reads a string of hex data. If it cannot it stays where it is; if the room is full, there may be more data.</summary>
    public bool TryReadHex(scoped Span<byte> room, out int length)
    {
        length = 0;
        if (!_rest.StartsWith("\"0x"u8))
        {
            return false;
        }
        length = HexDigits.DecodeRun(_rest[3..], room);
        var end = 3 + (2 * length);
        if (end >= _rest.Length || _rest[end] != '"')
        {
            return false;
        }
        _rest = _rest[(end + 1)..];
        return true;
    }

    /// <summary>Reads a string that is a hex quantity of at most 64 bits.</summary>
    public bool TryReadQuantity(out ulong value)
    {
        value = 0;
        if (!TryReadQuoted(out var text) || !text.StartsWith("0x"u8) || text.Length is < 3 or > 2 + LongestQuantity)
        {
            return false;
        }
        foreach (var digit in text[2..])
        {
            var nibble = HexDigits.Value(digit);
            if (nibble < 0)
            {
                return false;
            }
            value = (value << 4) | (uint)nibble;
        }
        return true;
    }
}
