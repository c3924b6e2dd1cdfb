using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QLStake;

/// <summary>Decodes 64 hex digits to 32 bytes, with the widest instructions the processor has.</summary>
internal static class HexBlock
{
    public const int Digits = 64;

    private const byte NoDigit = 0x80;

    // What each ASCII character is worth, in two halves.
    private static readonly Vector512<byte> LowHalf = Worth(0);
    private static readonly Vector512<byte> HighHalf = Worth(64);

    /// <summary>Reads 64 characters and writes 32 bytes.</summary>
    /// <returns>A bit for each character that is no digit; the bytes from there on mean nothing.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Decode(ref byte text, ref byte bytes) =>
        Avx512Vbmi.IsSupported && Avx512BW.IsSupported ? LookUp(ref text, ref bytes) : Compute(ref text, ref bytes);

    /// <summary>By a table of all characters, which AVX-512 VBMI keeps in two registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LookUp(ref byte text, ref byte bytes)
    {
        var characters = Vector512.LoadUnsafe(ref text);
        var values = Avx512Vbmi.PermuteVar64x8x2(LowHalf, characters, HighHalf);
        // The first digit of a pair came as the lower byte.
        var pairs = Avx512BW.MultiplyAddAdjacent(values, Vector512.Create((short)0x0110).AsSByte());
        Avx512BW.ConvertToVector256Byte(pairs).StoreUnsafe(ref bytes);
        // The table is asked with seven bits: whatever has the eighth is no digit either.
        return (values | characters).ExtractMostSignificantBits();
    }

    /// <summary>By arithmetic, on any processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Compute(ref byte text, ref byte bytes)
    {
        var first = Values(Vector256.LoadUnsafe(ref text), out var firstWrong);
        var second = Values(Vector256.LoadUnsafe(ref text, Digits / 2), out var secondWrong);
        Vector256.Narrow(Join(first), Join(second)).StoreUnsafe(ref bytes);
        return (firstWrong | secondWrong) == Vector256<byte>.Zero
            ? 0
            : firstWrong.ExtractMostSignificantBits() | ((ulong)secondWrong.ExtractMostSignificantBits() << 32);
    }

    /// <summary>0 to 15 for a digit; what is no digit sets its byte of <paramref name="wrong"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Values(Vector256<byte> text, out Vector256<byte> wrong)
    {
        // Bytes wrap: whatever lies outside a range comes out above its length, and above what it is worth in the other.
        var decimals = text - Vector256.Create((byte)'0');
        var letters = (text | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a');
        wrong =
            Vector256.GreaterThan(decimals, Vector256.Create((byte)9))
            & Vector256.GreaterThan(letters, Vector256.Create((byte)5));
        return Vector256.Min(decimals, letters + Vector256.Create((byte)10));
    }

    /// <summary>Two digits to one byte, in the low half of each pair: the first digit came as the low byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Join(Vector256<byte> values)
    {
        var pairs = values.AsUInt16();
        return (pairs << 4) | (pairs >> 8);
    }

    private static Vector512<byte> Worth(int from)
    {
        var table = new byte[Vector512<byte>.Count];
        for (var i = 0; i < table.Length; i++)
        {
            var value = HexDigits.Value((byte)(from + i));
            table[i] = value < 0 ? NoDigit : (byte)value;
        }
        return Vector512.Create(table);
    }
}
