using System.Numerics;

namespace QLStake;

public readonly partial struct U256
{
    public static implicit operator U256(ulong value) => new(0, 0, 0, value);

    public static implicit operator U256(UInt128 value) => new(0, 0, (ulong)(value >> 64), unchecked((ulong)value));

    /// <exception cref="OverflowException">Negative, or 2^256 or more.</exception>
    public static explicit operator U256(BigInteger value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return value.Sign >= 0 && value.TryWriteBytes(bytes, out var written, isUnsigned: true, isBigEndian: true)
            ? ReadBigEndian(bytes[..written])
            : throw new OverflowException($"Expected a number from 0 to 2^256-1, found {value}.");
    }

    /// <exception cref="OverflowException">2^64 or more.</exception>
    public static explicit operator ulong(U256 value) =>
        (value._l1 | value._l2 | value._l3) == 0 ? value._l0 : throw TooLarge(value, 64);

    /// <exception cref="OverflowException">2^31 or more.</exception>
    public static explicit operator int(U256 value) =>
        value.BitLength <= 31 ? (int)value._l0 : throw TooLarge(value, 31);

    /// <exception cref="OverflowException">2^128 or more.</exception>
    public static explicit operator UInt128(U256 value) =>
        (value._l2 | value._l3) == 0 ? new UInt128(value._l1, value._l0) : throw TooLarge(value, 128);

    public static implicit operator BigInteger(U256 value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        value.WriteBigEndian(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    /// <summary>The nearest double: for metrics and displays only, never for money.</summary>
    public static explicit operator double(U256 value) => (double)(BigInteger)value;

    /// <summary>The same 32 bytes as a word.</summary>
    public B256 ToB256()
    {
        Span<byte> bytes = stackalloc byte[Size];
        WriteBigEndian(bytes);
        return B256.FromSpan(bytes);
    }

    /// <summary>The 32 bytes read as a big-endian number.</summary>
    public static U256 FromB256(B256 word) => ReadBigEndian(word.AsSpan());

    private static OverflowException TooLarge(U256 value, int bits) => new($"{value} does not fit into {bits} bits.");
}
