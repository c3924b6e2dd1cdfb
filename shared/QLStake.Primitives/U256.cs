using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace QLStake;

/// <summary>
/// An unsigned 256-bit integer, as the EVM computes with it, but checked: what would wrap around throws
/// <see cref="OverflowException"/>. Text form: decimal.
/// </summary>
[JsonConverter(typeof(TextJsonConverter<U256>))]
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct U256 : IEquatable<U256>, IComparable<U256>
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    private const int Limbs = 4;

    // Least significant first.
    private readonly ulong _l0;
    private readonly ulong _l1;
    private readonly ulong _l2;
    private readonly ulong _l3;

    /// <summary>From four 64-bit limbs, the most significant first.</summary>
    public U256(ulong l3, ulong l2, ulong l1, ulong l0)
    {
        _l0 = l0;
        _l1 = l1;
        _l2 = l2;
        _l3 = l3;
    }

    public static U256 Zero => default;

    public static U256 One => new(0, 0, 0, 1);

    /// <summary>2^256 − 1.</summary>
    public static U256 MaxValue => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    public bool IsZero => (_l0 | _l1 | _l2 | _l3) == 0;

    /// <summary>How many bits the value needs: 0 for zero, 256 at most.</summary>
    public int BitLength =>
        _l3 != 0 ? 256 - (int)ulong.LeadingZeroCount(_l3)
        : _l2 != 0 ? 192 - (int)ulong.LeadingZeroCount(_l2)
        : _l1 != 0 ? 128 - (int)ulong.LeadingZeroCount(_l1)
        : 64 - (int)ulong.LeadingZeroCount(_l0);

    /// <summary>Reads up to 32 big-endian bytes; a shorter span is a number with leading zeros left out.</summary>
    /// <exception cref="ArgumentException">More than 32 bytes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 ReadBigEndian(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size
            ? new(
                BinaryPrimitives.ReadUInt64BigEndian(bytes),
                BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
                BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
                BinaryPrimitives.ReadUInt64BigEndian(bytes[24..])
            )
            : ReadShorter(bytes);

    private static U256 ReadShorter(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Size)
        {
            throw new ArgumentException($"Expected at most 32 bytes, found {bytes.Length}.", nameof(bytes));
        }
        Span<byte> word = stackalloc byte[Size];
        word.Clear();
        bytes.CopyTo(word[(Size - bytes.Length)..]);
        return ReadBigEndian(word);
    }

    /// <summary>Reads exactly 32 big-endian bytes: an EVM word.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public static U256 FromSpan(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size
            ? ReadBigEndian(bytes)
            : throw new ArgumentException($"Expected 32 bytes, found {bytes.Length}.", nameof(bytes));

    /// <summary>Writes 32 big-endian bytes, an EVM word, to the start of <paramref name="destination"/>.</summary>
    public void WriteBigEndian(Span<byte> destination)
    {
        // First, so that a destination that is too short is left untouched.
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _l0);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _l1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _l2);
        BinaryPrimitives.WriteUInt64BigEndian(destination, _l3);
    }

    /// <inheritdoc cref="WriteBigEndian"/>
    public void CopyTo(Span<byte> destination) => WriteBigEndian(destination);

    public bool Equals(U256 other) => _l0 == other._l0 && _l1 == other._l1 && _l2 == other._l2 && _l3 == other._l3;

    public override bool Equals(object? obj) => obj is U256 other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_l0, _l1, _l2, _l3);

    public int CompareTo(U256 other) =>
        _l3 != other._l3 ? _l3.CompareTo(other._l3)
        : _l2 != other._l2 ? _l2.CompareTo(other._l2)
        : _l1 != other._l1 ? _l1.CompareTo(other._l1)
        : _l0.CompareTo(other._l0);

    public static U256 Min(U256 left, U256 right) => left <= right ? left : right;

    public static U256 Max(U256 left, U256 right) => left >= right ? left : right;

    private void CopyLimbsTo(Span<ulong> limbs)
    {
        limbs[3] = _l3;
        limbs[2] = _l2;
        limbs[1] = _l1;
        limbs[0] = _l0;
    }
}
