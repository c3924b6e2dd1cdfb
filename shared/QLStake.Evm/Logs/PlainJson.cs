using System.Buffers;

namespace QLStake.Evm.Logs;

/// <summary>
/// JSON as programs write it: no white space and no escapes. What it reads is JSON with that meaning; what it does not read
/// may be JSON too.
/// </summary>
internal ref struct PlainJson(ReadOnlySpan<byte> text)
{
    private const int LongestQuantity = 16;
    private const int WordEnd = 3 + (2 * B256.Size);

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

    /// <summary>Reads the name of a member and the colon behind it.</summary>
    public bool TryTakeName(out LogField field)
    {
        field = LogFieldName.FindAt(_rest, out var length);
        if (field != LogField.Unknown)
        {
            _rest = _rest[length..];
            return true;
        }
        return TryReadQuoted(out var name) && IsPlain(name) && TryTake((byte)':');
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

    /// <summary>Reads a string of 64 hex digits.</summary>
    public bool TryReadWord(out B256 word)
    {
        var rest = _rest;
        if (
            rest.Length > WordEnd
            && rest.StartsWith("\"0x"u8)
            && rest[WordEnd] == '"'
            && HexDigits.TryDecodeWord(rest[3..], out word)
        )
        {
            _rest = rest[(WordEnd + 1)..];
            return true;
        }
        word = default;
        return false;
    }

    /// <summary>Reads a string that is a hex quantity of at most 64 bits.</summary>
    public bool TryReadQuantity(out ulong value)
    {
        value = 0;
        var rest = _rest;
        if (!rest.StartsWith("\"0x"u8))
        {
            return false;
        }
        for (var at = 3; at < rest.Length && at <= 3 + LongestQuantity; at++)
        {
            var nibble = HexDigits.Value(rest[at]);
            if (nibble < 0)
            {
                _rest = rest[(at + 1)..];
                return rest[at] == '"' && at > 3;
            }
            value = (value << 4) | (uint)nibble;
        }
        return false;
    }
}
