using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace QLStake;

/// <summary>
/// Reads runs of hex digits, of either case, 64 at a time: a node's logs are mostly digits, and the base library's decoder,
/// which takes 16 and needs to know where they end, is half of what reading logs costs.
/// </summary>
public static class HexDigits
{
    private const int Block = HexBlock.Digits;
    private const int BlockBytes = Block / 2;

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
            var wrong = HexBlock.Decode(ref Unsafe.Add(ref source, 2 * at), ref Unsafe.Add(ref target, at));
            if (wrong != 0)
            {
                return (int)at + (BitOperations.TrailingZeroCount(wrong) / 2);
            }
        }
        var written = (int)end;
        return written + DecodeRest(text[(2 * written)..], bytes[written..]);
    }

    /// <summary>Decodes the 64 digits that <paramref name="text"/> starts with; false if it does not.</summary>
    public static bool TryDecodeWord(ReadOnlySpan<byte> text, out B256 word)
    {
        Unsafe.SkipInit(out word);
        return text.Length >= Block
            && HexBlock.Decode(ref MemoryMarshal.GetReference(text), ref Unsafe.As<B256, byte>(ref word)) == 0;
    }

    /// <summary>Decodes <paramref name="text"/> if it is pairs of digits and nothing else, and has room.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> bytes, out int bytesWritten)
    {
        var length = text.Length / 2;
        var fits = text.Length % 2 == 0 && length <= bytes.Length && DecodeRun(text, bytes[..length]) == length;
        bytesWritten = fits ? length : 0;
        return fits;
    }

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
