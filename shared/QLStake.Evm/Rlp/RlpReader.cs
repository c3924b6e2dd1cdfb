using System.Buffers.Binary;

namespace QLStake.Evm;

/// <summary>
/// Reads recursive-length-prefix data (Yellow Paper, appendix B) in place, from front to back. Strict: only the canonical
/// encoding is accepted, and every read that does not fit throws <see cref="RlpException"/>.
/// </summary>
public ref struct RlpReader
{
    /// <summary>Nesting that is still read: transactions need 4, and a hostile input must not choose the stack's depth.</summary>
    public const int DefaultMaxDepth = 32;

    /// <summary>Input that is still read, in bytes: ample for a transaction or a block.</summary>
    public const int DefaultMaxSize = 16 * 1024 * 1024;

    private readonly int _depthLeft;
    private ReadOnlySpan<byte> _rest;

    /// <summary>Reads the items of <paramref name="data"/> one after another.</summary>
    /// <exception cref="RlpException">More than <paramref name="maxSize"/> bytes.</exception>
    public RlpReader(ReadOnlySpan<byte> data, int maxDepth = DefaultMaxDepth, int maxSize = DefaultMaxSize)
    {
        if (data.Length > maxSize)
        {
            throw new RlpException($"Expected at most {maxSize} bytes of RLP, found {data.Length}.");
        }
        _rest = data;
        _depthLeft = maxDepth;
    }

    private RlpReader(ReadOnlySpan<byte> payload, int depthLeft)
    {
        _rest = payload;
        _depthLeft = depthLeft;
    }

    /// <summary>All items of this level have been read.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>The next item is a list, not a string of bytes.</summary>
    /// <exception cref="RlpException">There is no next item.</exception>
    public readonly bool NextIsList =>
        _rest.IsEmpty ? throw new RlpException("Expected one more RLP item, found the end.") : _rest[0] >= 0xc0;

    /// <summary>A string of bytes, as a view of the input.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        if (NextIsList)
        {
            throw new RlpException("Expected a string of bytes, found a list.");
        }
        var prefix = _rest[0];
        if (prefix < 0x80)
        {
            return Take(0, 1);
        }
        var bytes = ReadPayload(shortBase: 0x80, prefix);
        if (bytes.Length == 1 && bytes[0] < 0x80)
        {
            throw new RlpException($"Expected the byte 0x{bytes[0]:x2} to stand for itself, found it after a prefix.");
        }
        return bytes;
    }

    /// <summary>A list, to be read by the reader that is returned; this one continues after it.</summary>
    public RlpReader ReadList()
    {
        if (!NextIsList)
        {
            throw new RlpException("Expected a list, found a string of bytes.");
        }
        if (_depthLeft == 0)
        {
            throw new RlpException("Expected RLP lists within the allowed depth, found a deeper one.");
        }
        return new RlpReader(ReadPayload(shortBase: 0xc0, _rest[0]), _depthLeft - 1);
    }

    /// <summary>Asserts that nothing follows.</summary>
    public readonly void ReadEnd()
    {
        if (!AtEnd)
        {
            throw new RlpException($"Expected no more RLP items, found {_rest.Length} more bytes.");
        }
    }

    private ReadOnlySpan<byte> ReadPayload(byte shortBase, byte prefix)
    {
        var code = prefix - shortBase;
        if (code <= RlpPrefix.LongestShort)
        {
            return Take(1, code);
        }
        var lengthBytes = code - RlpPrefix.LongestShort;
        var length = ReadLength(Peek(1, lengthBytes));
        return Take(1 + lengthBytes, length);
    }

    private readonly int ReadLength(ReadOnlySpan<byte> bigEndian)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        word.Clear();
        bigEndian.CopyTo(word[(sizeof(ulong) - bigEndian.Length)..]);
        var length = BinaryPrimitives.ReadUInt64BigEndian(word);
        if (bigEndian[0] == 0 || length <= RlpPrefix.LongestShort)
        {
            throw new RlpException($"Expected the shortest form of the length {length}, found a longer one.");
        }
        return length <= (ulong)_rest.Length
            ? (int)length
            : throw new RlpException($"Expected an item of {length} bytes, found only {_rest.Length} bytes left.");
    }

    private readonly ReadOnlySpan<byte> Peek(int offset, int length) =>
        length <= _rest.Length - offset
            ? _rest.Slice(offset, length)
            : throw new RlpException($"Expected {length} more bytes, found {_rest.Length - offset}.");

    private ReadOnlySpan<byte> Take(int offset, int length)
    {
        var taken = Peek(offset, length);
        _rest = _rest[(offset + length)..];
        return taken;
    }
}
