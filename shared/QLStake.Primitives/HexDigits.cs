using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace QLStake;

/// <summary>
/// Reads runs of hex digits, of either case, 64 at a time: a node's logs are mostly digits, and the base library's decoder,
/// which takes 16 and needs to know where they end, is half of what reading logs costs.
/// </summary>
public static class HexDigits
{
    // Two vectors of digits make one vector of bytes.
    private const int Block = 2 * BlockBytes;
    private const int BlockBytes = 32;

    /// <summary>
    /// Decodes the pairs of digits that <paramref name="text"/> starts with, until something else comes or
    /// <paramref name="bytes"/> is full. It is fastest where there is text and room for 32 bytes.
    /// </summary>
    /// <returns>The number of bytes written. What <paramref name="bytes"/> holds behind them may have changed.</returns>
    public static int DecodeRun(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        ref var source = ref MemoryMarshal.GetReference(text);
        ref var target = ref MemoryMarshal.GetReference(bytes);
        var end = (nuint)(Math.Min(text.Length / Block, bytes.Length / BlockBytes) * BlockBytes);
        // In bounds: up to the end, whole blocks are left of both.
        for (nuint at = 0; at < end; at += BlockBytes)
        {
            var first = Values(Vector256.LoadUnsafe(ref source, 2 * at), out var firstWrong);
            var second = Values(Vector256.LoadUnsafe(ref source, (2 * at) + BlockBytes), out var secondWrong);
            Vector256.Narrow(Join(first), Join(second)).StoreUnsafe(ref target, at);
            if ((firstWrong | secondWrong) != Vector256<byte>.Zero)
            {
                return (int)at + (FirstOf(firstWrong, secondWrong) / 2);
            }
        }
        var written = (int)end;
        return written + DecodeRest(text[(2 * written)..], bytes[written..]);
    }

    /// <summary>Decodes <paramref name="text"/> if it is pairs of digits and nothing else, and has room.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> bytes, out int bytesWritten)
    {
        var length = text.Length / 2;
        var fits = text.Length % 2 == 0 && length <= bytes.Length && DecodeRun(text, bytes[..length]) == length;
        bytesWritten = fits ? length : 0;
        return fits;
    }

    private static int FirstOf(Vector256<byte> firstWrong, Vector256<byte> secondWrong) =>
        BitOperations.TrailingZeroCount(
            firstWrong.ExtractMostSignificantBits() | ((ulong)secondWrong.ExtractMostSignificantBits() << 32)
        );

    private static int DecodeRest(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        var pairs = Math.Min(text.Length / 2, bytes.Length);
        for (var i = 0; i < pairs; i++)
        {
            var (high, low) = (Value(text[2 * i]), Value(text[(2 * i) + 1]));
            if ((high | low) < 0)
            {
                return i;
            }
            bytes[i] = (byte)((high << 4) | low);
        }
        return pairs;
    }

    /// <summary>0 to 15 for a digit; what is no digit sets its byte of <paramref name="wrong"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Values(Vector256<byte> text, out Vector256<byte> wrong)
    {
        // Bytes wrap: whatever lies outside a range comes out above its length.
        var decimals = text - Vector256.Create((byte)'0');
        var letters = (text | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a');
        var isDecimal = Vector256.LessThan(decimals, Vector256.Create((byte)10));
        var isLetter = Vector256.LessThan(letters, Vector256.Create((byte)6));
        wrong = ~(isDecimal | isLetter);
        return Vector256.ConditionalSelect(isDecimal, decimals, letters + Vector256.Create((byte)10));
    }

    /// <summary>Two digits to one byte, in the low half of each pair: the first digit came as the low byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Join(Vector256<byte> values)
    {
        var pairs = values.AsUInt16();
        return (pairs << 4) | (pairs >> 8);
    }

    /// <summary>0 to 15; -1 if it is no digit.</summary>
    public static int Value(byte digit) =>
        digit switch
        {
            >= (byte)'0' and <= (byte)'9' => digit - '0',
            >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
            _ => -1,
        };
}
