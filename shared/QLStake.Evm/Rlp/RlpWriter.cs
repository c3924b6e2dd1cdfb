using System.Buffers.Binary;

namespace QLStake.Evm;

/// <summary>Writes canonical RLP (Yellow Paper, appendix B) into one growing buffer.</summary>
public sealed class RlpWriter
{
    private readonly Stack<int> _openLists = new();
    private byte[] _buffer = new byte[256];
    private int _length;

    /// <summary>What has been written, valid until the next write.</summary>
    /// <exception cref="InvalidOperationException">A list is still open.</exception>
    public ReadOnlySpan<byte> Written =>
        _openLists.Count == 0
            ? _buffer.AsSpan(0, _length)
            : throw new InvalidOperationException($"Expected every list to be ended, found {_openLists.Count} open.");

    /// <summary>Starts a list; everything up to its <see cref="EndList"/> is inside.</summary>
    public void StartList() => _openLists.Push(_length);

    /// <summary>Ends the innermost open list.</summary>
    public void EndList()
    {
        if (!_openLists.TryPop(out var start))
        {
            throw new InvalidOperationException("Expected an open list to end, found none.");
        }
        Span<byte> header = stackalloc byte[1 + sizeof(uint)];
        header = header[..WriteHeader(header, shortBase: 0xc0, _length - start)];
        // The length is known only now: the payload moves up to make room for it.
        Grow(header.Length);
        var payload = _buffer.AsSpan(start, _length - start - header.Length);
        payload.CopyTo(_buffer.AsSpan(start + header.Length));
        header.CopyTo(_buffer.AsSpan(start));
    }

    /// <summary>A string of bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 1 || bytes[0] >= 0x80)
        {
            Span<byte> header = stackalloc byte[1 + sizeof(uint)];
            header = header[..WriteHeader(header, shortBase: 0x80, bytes.Length)];
            header.CopyTo(Grow(header.Length));
        }
        bytes.CopyTo(Grow(bytes.Length));
    }

    /// <summary>A number: its shortest big-endian form.</summary>
    public void Write(U256 number)
    {
        Span<byte> word = stackalloc byte[U256.Size];
        number.WriteBigEndian(word);
        Write(word.TrimStart((byte)0));
    }

    /// <summary>20 bytes; null, the recipient of a transaction that creates a contract, is the empty string.</summary>
    public void Write(Address? address)
    {
        if (address is { } present)
        {
            Write(present.AsSpan());
        }
        else
        {
            Write([]);
        }
    }

    /// <summary>32 bytes, leading zeros included.</summary>
    public void Write(B256 word) => Write(word.AsSpan());

    private static int WriteHeader(Span<byte> header, byte shortBase, int length)
    {
        if (length <= RlpPrefix.LongestShort)
        {
            header[0] = (byte)(shortBase + length);
            return 1;
        }
        Span<byte> word = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(word, (uint)length);
        word = word.TrimStart((byte)0);
        header[0] = (byte)(shortBase + RlpPrefix.LongestShort + word.Length);
        word.CopyTo(header[1..]);
        return 1 + word.Length;
    }

    private Span<byte> Grow(int count)
    {
        var needed = _length + count;
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(needed, _buffer.Length * 2));
        }
        var free = _buffer.AsSpan(_length, count);
        _length = needed;
        return free;
    }
}
