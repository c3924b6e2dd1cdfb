using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace QLStake.Evm.Abi;

/// <summary>
/// One 32-byte ABI word to one value and back, with strict padding: what Solidity's decoder would revert on is refused here.
/// Bit widths are those of the ABI type, which may be narrower than the C# type (uint24 in a <see cref="uint"/>).
/// </summary>
public static class AbiWord
{
    /// <summary>Length of a word in bytes.</summary>
    public const int Size = 32;

    /// <summary>uint8 to uint64.</summary>
    /// <exception cref="AbiException">A bit above <paramref name="bits"/> is set.</exception>
    public static ulong ToUInt64(ReadOnlySpan<byte> word, int bits)
    {
        ref readonly var quads = ref MemoryMarshal.AsRef<Quads>(word);
        var value = BinaryPrimitives.ReverseEndianness(quads.Fourth);
        return (quads.First | quads.Second | quads.Third) == 0 && (bits == 64 || value >> bits == 0)
            ? value
            : throw AbiException.OutOfRange($"uint{bits}", Hex.Encode(word));
    }

    /// <summary>uint72 to uint256.</summary>
    /// <exception cref="AbiException">A bit above <paramref name="bits"/> is set.</exception>
    public static U256 ToU256(ReadOnlySpan<byte> word, int bits)
    {
        if (bits < 256 && !IsZero(word[..(Size - (bits / 8))]))
        {
            throw AbiException.OutOfRange($"uint{bits}", Hex.Encode(word));
        }
        return U256.ReadBigEndian(word[..Size]);
    }

    /// <summary>int8 to int64, two's complement, sign-extended over the whole word.</summary>
    /// <exception cref="AbiException">The bits above <paramref name="bits"/> are not all equal to the sign bit.</exception>
    public static long ToInt64(ReadOnlySpan<byte> word, int bits)
    {
        var value = BinaryPrimitives.ReadInt64BigEndian(word[24..Size]);
        var extended = value << (64 - bits) >> (64 - bits) == value;
        return extended && IsFilled(word[..24], value < 0 ? (byte)0xff : (byte)0)
            ? value
            : throw AbiException.OutOfRange($"int{bits}", Hex.Encode(word));
    }

    /// <summary>int72 to int256, two's complement, sign-extended over the whole word.</summary>
    /// <exception cref="AbiException">The bits above <paramref name="bits"/> are not all equal to the sign bit.</exception>
    public static BigInteger ToBigInteger(ReadOnlySpan<byte> word, int bits)
    {
        var value = new BigInteger(word, isUnsigned: false, isBigEndian: true);
        return value.GetBitLength() < bits ? value : throw AbiException.OutOfRange($"int{bits}", Hex.Encode(word));
    }

    public static Address ToAddress(ReadOnlySpan<byte> word) =>
        (MemoryMarshal.Read<ulong>(word) | MemoryMarshal.Read<uint>(word[8..])) == 0
            ? Address.FromSpan(word[12..Size])
            : throw AbiException.Padding("address", word);

    public static bool ToBool(ReadOnlySpan<byte> word) =>
        IsZero(word[..31]) && word[31] <= 1 ? word[31] == 1 : throw AbiException.Padding("bool", word);

    public static B256 ToB256(ReadOnlySpan<byte> word) => B256.FromSpan(word);

    /// <summary>bytes1 to bytes31: the leading <paramref name="length"/> bytes.</summary>
    /// <exception cref="AbiException">A byte after them is not zero.</exception>
    public static byte[] ToBytes(ReadOnlySpan<byte> word, int length) =>
        IsZero(word[length..]) ? word[..length].ToArray() : throw AbiException.Padding($"bytes{length}", word);

    /// <summary>Writes an unsigned value into a zeroed word.</summary>
    /// <exception cref="AbiException">The value needs more than <paramref name="bits"/>.</exception>
    public static void FromUInt64(ulong value, int bits, Span<byte> word)
    {
        if (bits < 64 && value >> bits != 0)
        {
            throw AbiException.OutOfRange($"uint{bits}", $"{value}");
        }
        BinaryPrimitives.WriteUInt64BigEndian(word[24..Size], value);
    }

    /// <summary>Writes an unsigned value into a word.</summary>
    /// <exception cref="AbiException">The value needs more than <paramref name="bits"/>.</exception>
    public static void FromU256(in U256 value, int bits, Span<byte> word)
    {
        value.WriteBigEndian(word);
        if (bits < 256 && !IsZero(word[..(Size - (bits / 8))]))
        {
            throw AbiException.OutOfRange($"uint{bits}", $"{value}");
        }
    }

    /// <summary>Writes a signed value, sign-extended, into a zeroed word.</summary>
    /// <exception cref="AbiException">The value needs more than <paramref name="bits"/>.</exception>
    public static void FromBigInteger(BigInteger value, int bits, Span<byte> word)
    {
        if (value.GetBitLength() >= bits)
        {
            throw AbiException.OutOfRange($"int{bits}", $"{value}");
        }
        word.Fill(value.Sign < 0 ? (byte)0xff : (byte)0);
        _ = value.TryWriteBytes(word[(Size - value.GetByteCount())..], out _, isUnsigned: false, isBigEndian: true);
    }

    /// <summary>A number that fits 64 bits; <see cref="ulong.MaxValue"/> for any that does not.</summary>
    internal static ulong Saturated(ReadOnlySpan<byte> word)
    {
        ref readonly var quads = ref MemoryMarshal.AsRef<Quads>(word);
        return (quads.First | quads.Second | quads.Third) == 0
            ? BinaryPrimitives.ReverseEndianness(quads.Fourth)
            : ulong.MaxValue;
    }

    internal static bool IsZero(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept((byte)0);

    private static bool IsFilled(ReadOnlySpan<byte> bytes, byte with) => !bytes.ContainsAnyExcept(with);

    // A word as four numbers: three comparisons instead of a search through its bytes.
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Quads
    {
        public readonly ulong First;
        public readonly ulong Second;
        public readonly ulong Third;
        public readonly ulong Fourth;
    }
}
