using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace QLStake.Evm.Abi;

/// <summary>
/// Reads ABI-encoded data in the order of its type: heads where it stands, tails through their offsets.
/// A value type over the bytes, passed by reference; nested data is entered and left with <see cref="AbiFrame"/>.
/// Strict about padding and bounds, and safe on hostile bytes: depth is limited, and because offsets may alias (a thousand
/// array elements pointing at one large blob), what may be read in total is bounded by the length of the data.
/// Format: Solidity's contract ABI specification.
/// </summary>
public ref struct AbiReader
{
    /// <summary>How deep tuples and arrays may nest.</summary>
    public const int MaxDepth = 32;

    // Data written by Solidity is read exactly once; twice leaves room for encoders that share tails.
    private const int BudgetFactor = 2;
    private const int BudgetFloor = 1024;

    private readonly ReadOnlySpan<byte> _data;
    private long _budget;
    private int _start;
    private int _head;
    private int _headEnd;
    private int _depth;

    /// <summary>Starts at the first head of <paramref name="data"/>: no selector in front.</summary>
    public AbiReader(ReadOnlySpan<byte> data)
    {
        _data = data;
        // The outermost heads are read once and cost nothing.
        _headEnd = data.Length;
        _budget = ((long)BudgetFactor * data.Length) + BudgetFloor;
    }

    /// <summary>uint8 to uint64.</summary>
    public ulong ReadUInt64(int bits) => AbiWord.ToUInt64(Word(), bits);

    /// <summary>uint72 to uint256.</summary>
    public U256 ReadU256(int bits) => AbiWord.ToU256(Word(), bits);

    /// <summary>int8 to int64.</summary>
    public long ReadInt64(int bits) => AbiWord.ToInt64(Word(), bits);

    /// <summary>int72 to int256.</summary>
    public BigInteger ReadBigInteger(int bits) => AbiWord.ToBigInteger(Word(), bits);

    public Address ReadAddress() => AbiWord.ToAddress(Word());

    public bool ReadBool() => AbiWord.ToBool(Word());

    public B256 ReadB256() => AbiWord.ToB256(Word());

    /// <summary>bytes1 to bytes31.</summary>
    public byte[] ReadFixedBytes(int length) => AbiWord.ToBytes(Word(), length);

    /// <summary>bytes, copied.</summary>
    public byte[] ReadBytes() => ReadBytesSpan().ToArray();

    /// <summary>bytes, in place: a view of the data read.</summary>
    public ReadOnlySpan<byte> ReadBytesSpan()
    {
        var at = Offset();
        var length = LengthAt(at);
        at += AbiWord.Size;
        var padded = (length + AbiWord.Size - 1L) & -AbiWord.Size;
        Require(at, padded);
        Spend(AbiWord.Size + padded);
        if (padded > length && !AbiWord.IsZero(_data.Slice(at + length, (int)padded - length)))
        {
            throw AbiException.Padding("bytes", _data.Slice(at + (int)padded - AbiWord.Size, AbiWord.Size));
        }
        return _data.Slice(at, length);
    }

    /// <summary>
    /// string. Contracts do not check their strings: what is not UTF-8 becomes U+FFFD rather than an error, so that nobody
    /// can stop a reader with a badly encoded name.
    /// </summary>
    public string ReadString() => Encoding.UTF8.GetString(ReadBytesSpan());

    /// <summary>Follows the offset of a dynamic tuple, or of a fixed array of dynamic elements, and starts at its first head.</summary>
    /// <param name="headSize">Bytes of its heads; no more are read in it.</param>
    public AbiFrame Enter(int headSize)
    {
        var at = Offset();
        return Nest(at, headSize);
    }

    /// <summary>Follows the offset of an array and starts at its first element's head.</summary>
    /// <param name="elementHeadSize">Bytes an element takes among the heads: 32 if it is dynamic.</param>
    /// <param name="count">Number of elements; already checked against the bytes there are, so it is safe to allocate for.</param>
    public AbiFrame EnterArray(int elementHeadSize, out int count)
    {
        var at = Offset();
        count = LengthAt(at);
        Spend(AbiWord.Size);
        return Nest(at + AbiWord.Size, (long)count * elementHeadSize);
    }

    /// <summary>Returns to where <see cref="Enter"/> or <see cref="EnterArray"/> was called.</summary>
    public void Leave(in AbiFrame frame)
    {
        _start = frame.Start;
        _head = frame.Head;
        _headEnd = frame.HeadEnd;
        _depth--;
    }

    /// <summary>Checks that elements of a fixed array can be there before room is made for them.</summary>
    public readonly void RequireElements(int count, int elementHeadSize)
    {
        var wanted = (long)count * elementHeadSize;
        if (wanted > _headEnd - _head)
        {
            throw AbiException.Truncated(_head, wanted, _headEnd);
        }
    }

    /// <summary>What is read of the heads is checked and paid here at once.</summary>
    private AbiFrame Nest(int at, long heads)
    {
        if (_depth == MaxDepth)
        {
            throw new AbiException($"Expected at most {MaxDepth} levels of tuples and arrays, found more.");
        }
        Require(at, heads);
        Spend(heads);
        var frame = new AbiFrame(_start, _head, _headEnd);
        _depth++;
        _start = at;
        _head = at;
        _headEnd = at + (int)heads;
        return frame;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Word()
    {
        var at = _head;
        if (at > _headEnd - AbiWord.Size)
        {
            throw AbiException.Truncated(at, AbiWord.Size, _headEnd);
        }
        _head = at + AbiWord.Size;
        return _data.Slice(at, AbiWord.Size);
    }

    private int Offset()
    {
        var word = Word();
        var offset = SmallNumber(word);
        return offset >= 0 && offset <= _data.Length - _start
            ? _start + offset
            : throw new AbiException(
                $"Expected an offset of at most {_data.Length - _start} at byte {_head - AbiWord.Size}, found {Hex.Encode(word)}."
            );
    }

    private int LengthAt(int at)
    {
        Require(at, AbiWord.Size);
        var word = _data.Slice(at, AbiWord.Size);
        var length = SmallNumber(word);
        return length >= 0 && length <= _data.Length
            ? length
            : throw new AbiException(
                $"Expected a length that fits {_data.Length} bytes of data at byte {at}, found {Hex.Encode(word)}."
            );
    }

    // -1 for what no offset or length into an array of bytes can be.
    private static int SmallNumber(ReadOnlySpan<byte> word)
    {
        var number = AbiWord.Saturated(word);
        return number <= int.MaxValue ? (int)number : -1;
    }

    private readonly void Require(int at, long bytes)
    {
        if (bytes > _data.Length - at)
        {
            throw AbiException.Truncated(at, bytes, _data.Length);
        }
    }

    private void Spend(long bytes)
    {
        _budget -= bytes;
        if (_budget < 0)
        {
            throw OverBudget();
        }
    }

    private readonly AbiException OverBudget() =>
        new(
            $"Expected {_data.Length} bytes to be read about once, found offsets that read them more than {BudgetFactor} times: "
                + "many values point at the same bytes."
        );
}
