using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace QLStake.Evm.Abi;

/// <summary>
/// Writes ABI-encoded data in the order of its type, in one pass into a pooled buffer: heads into the room their frame
/// reserved, tails at the end. The layout is the one Solidity's <c>abi.encode</c> produces, byte for byte.
/// A value type passed by reference; dispose it once.
/// </summary>
public ref struct AbiWriter
{
    private byte[] _buffer;
    private int _length;
    private int _start;
    private int _head;
    private int _headEnd;

    /// <param name="headSize">Bytes of all heads of the outermost frame: 32 for each dynamic or elementary value.</param>
    /// <param name="prefix">Bytes in front that no offset counts: a function selector, or creation code.</param>
    public AbiWriter(int headSize, scoped ReadOnlySpan<byte> prefix = default)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(512, prefix.Length + (2 * headSize)));
        prefix.CopyTo(_buffer);
        _length = prefix.Length;
        _ = Open(headSize, prefixed: 0);
    }

    /// <param name="headSize">Bytes of all heads of the outermost frame.</param>
    /// <param name="selector">Selector of the function or error in front.</param>
    public AbiWriter(int headSize, uint selector)
        : this(headSize, SelectorBytes(selector, stackalloc byte[AbiSelector.Size])) { }

    /// <summary>uint8 to uint64.</summary>
    public void WriteUInt64(ulong value, int bits) => AbiWord.FromUInt64(value, bits, Slot());

    /// <summary>uint72 to uint256.</summary>
    public void WriteU256(in U256 value, int bits) => AbiWord.FromU256(value, bits, Slot());

    /// <summary>int8 to int256.</summary>
    public void WriteInt(BigInteger value, int bits) => AbiWord.FromBigInteger(value, bits, Slot());

    public void WriteAddress(in Address value) => value.CopyTo(Slot()[12..]);

    public void WriteBool(bool value) => Slot()[31] = value ? (byte)1 : (byte)0;

    public void WriteB256(in B256 value) => value.CopyTo(Slot());

    /// <summary>bytes1 to bytes31.</summary>
    /// <exception cref="AbiException">Another length.</exception>
    public void WriteFixedBytes(scoped ReadOnlySpan<byte> value, int length)
    {
        if (value.Length != length)
        {
            throw AbiException.OutOfRange($"bytes{length}", $"{value.Length} bytes");
        }
        value.CopyTo(Slot());
    }

    /// <summary>bytes.</summary>
    public void WriteBytes(scoped ReadOnlySpan<byte> value) => value.CopyTo(Tail(value.Length));

    /// <summary>string, as UTF-8.</summary>
    public void WriteString(string value) => Encoding.UTF8.GetBytes(value, Tail(Encoding.UTF8.GetByteCount(value)));

    /// <summary>Opens a dynamic tuple, or a fixed array of dynamic elements.</summary>
    /// <param name="headSize">Bytes of all its heads.</param>
    public AbiFrame BeginTuple(int headSize)
    {
        WriteOffset();
        return Open(headSize, prefixed: 0);
    }

    /// <summary>Opens an array.</summary>
    /// <param name="count">Number of elements that follow.</param>
    /// <param name="elementHeadSize">Bytes an element takes among the heads: 32 if it is dynamic.</param>
    public AbiFrame BeginArray(int count, int elementHeadSize)
    {
        WriteOffset();
        var at = _length;
        var frame = Open(count * elementHeadSize, prefixed: AbiWord.Size);
        AbiWord.FromUInt64((ulong)count, 64, _buffer.AsSpan(at, AbiWord.Size));
        return frame;
    }

    /// <summary>Closes what the matching Begin opened.</summary>
    /// <exception cref="InvalidOperationException">The frame has heads that were not written: a wrong head size.</exception>
    public void End(in AbiFrame frame)
    {
        EnsureComplete();
        _start = frame.Start;
        _head = frame.Head;
        _headEnd = frame.HeadEnd;
    }

    /// <summary>What was written, prefix included; valid until the next write or <see cref="Dispose"/>.</summary>
    public readonly ReadOnlySpan<byte> Written
    {
        get
        {
            EnsureComplete();
            return _buffer.AsSpan(0, _length);
        }
    }

    /// <summary>Copies what was written and disposes the writer.</summary>
    public byte[] Finish()
    {
        var bytes = Written.ToArray();
        Dispose();
        return bytes;
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _length = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ReadOnlySpan<byte> SelectorBytes(uint selector, Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, selector);
        return bytes;
    }

    private AbiFrame Open(int headSize, int prefixed)
    {
        var frame = new AbiFrame(_start, _head, _headEnd);
        _start = _head = _length + prefixed;
        _headEnd = _start + headSize;
        _ = Extend(prefixed + headSize);
        return frame;
    }

    private void WriteOffset() => AbiWord.FromUInt64((ulong)(_length - _start), 64, Slot());

    private Span<byte> Tail(int length)
    {
        WriteOffset();
        var padded = (length + AbiWord.Size - 1) / AbiWord.Size * AbiWord.Size;
        var tail = Extend(AbiWord.Size + padded);
        AbiWord.FromUInt64((ulong)length, 64, tail[..AbiWord.Size]);
        return tail[AbiWord.Size..];
    }

    [UnscopedRef]
    private Span<byte> Slot()
    {
        if (_head >= _headEnd)
        {
            throw new InvalidOperationException(
                $"Expected the frame's {_headEnd - _start} bytes of heads to suffice, found one value more: a wrong head size."
            );
        }
        var slot = _buffer.AsSpan(_head, AbiWord.Size);
        _head += AbiWord.Size;
        return slot;
    }

    private Span<byte> Extend(int bytes)
    {
        var at = _length;
        _length += bytes;
        if (_length > _buffer.Length)
        {
            Grow(at);
        }
        var added = _buffer.AsSpan(at, bytes);
        added.Clear();
        return added;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int used)
    {
        var larger = ArrayPool<byte>.Shared.Rent(
            Math.Max(_length, (int)Math.Min(2L * _buffer.Length, Array.MaxLength))
        );
        _buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private readonly void EnsureComplete()
    {
        if (_head != _headEnd)
        {
            throw new InvalidOperationException(
                $"Expected {_headEnd - _start} bytes of heads, found {_head - _start} written: a wrong head size."
            );
        }
    }
}
