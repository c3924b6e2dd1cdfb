using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace QLStake.Evm;

/// <summary>
/// scrypt (RFC 7914). Our own, because existing keystores (the specification's vector among them) use n = 2^18 with r = 1,
/// which the RFC's bound n &lt; 2^(16r) excludes and BouncyCastle therefore refuses.
/// </summary>
internal static class Scrypt
{
    private const int BlockWords = 16;
    private const int BlockVectors = 4;

    // A block's diagonals as rows: then each of Salsa20's steps is one operation on four words.
    private static readonly int[] Diagonals = [0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11];

    /// <param name="n">A power of two above 1.</param>
    public static byte[] Derive(byte[] password, byte[] salt, int n, int r, int p, int length)
    {
        var chunk = 128 * r;
        var bytes = Stretch(password, salt, p * chunk);
        var state = new Vector128<uint>[2 * r * BlockVectors];
        var scratch = new Vector128<uint>[state.Length];
        var memory = new Vector128<uint>[checked(n * state.Length)];
        for (var lane = 0; lane < p; lane++)
        {
            var part = bytes.AsSpan(lane * chunk, chunk);
            Load(part, MemoryMarshal.Cast<Vector128<uint>, uint>(state.AsSpan()));
            Mix(state, scratch, memory, n);
            Store(MemoryMarshal.Cast<Vector128<uint>, uint>(state.AsSpan()), part);
        }
        return Stretch(password, bytes, length);
    }

    private static byte[] Stretch(byte[] password, byte[] salt, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations: 1, HashAlgorithmName.SHA256, length);

    private static void Mix(
        Span<Vector128<uint>> state,
        Span<Vector128<uint>> scratch,
        Span<Vector128<uint>> memory,
        int n
    )
    {
        for (var i = 0; i < n; i++)
        {
            state.CopyTo(memory[(i * state.Length)..]);
            MixBlocks(state, scratch);
        }
        for (var i = 0; i < n; i++)
        {
            var j = (int)(state[^BlockVectors][0] & (uint)(n - 1));
            var remembered = memory.Slice(j * state.Length, state.Length);
            for (var k = 0; k < state.Length; k++)
            {
                state[k] ^= remembered[k];
            }
            MixBlocks(state, scratch);
        }
    }

    private static void MixBlocks(Span<Vector128<uint>> state, Span<Vector128<uint>> scratch)
    {
        var last = state[^BlockVectors..];
        var (a, b, c, d) = (last[0], last[1], last[2], last[3]);
        var blocks = state.Length / BlockVectors;
        for (var i = 0; i < blocks; i++)
        {
            var block = state.Slice(i * BlockVectors, BlockVectors);
            (a, b, c, d) = Salsa(a ^ block[0], b ^ block[1], c ^ block[2], d ^ block[3]);
            // Even blocks go to the first half, odd ones to the second.
            var target = scratch.Slice(((i / 2) + (i % 2 * (blocks / 2))) * BlockVectors, BlockVectors);
            (target[0], target[1], target[2], target[3]) = (a, b, c, d);
        }
        scratch.CopyTo(state);
    }

    /// <summary>Salsa20/8 on diagonals.</summary>
    private static (Vector128<uint> A, Vector128<uint> B, Vector128<uint> C, Vector128<uint> D) Salsa(
        Vector128<uint> a,
        Vector128<uint> b,
        Vector128<uint> c,
        Vector128<uint> d
    )
    {
        var (a0, b0, c0, d0) = (a, b, c, d);
        for (var round = 0; round < 8; round += 2)
        {
            b ^= Rotate(a + d, 7);
            c ^= Rotate(b + a, 9);
            d ^= Rotate(c + b, 13);
            a ^= Rotate(d + c, 18);
            b = Vector128.Shuffle(b, Vector128.Create(3u, 0, 1, 2));
            c = Vector128.Shuffle(c, Vector128.Create(2u, 3, 0, 1));
            d = Vector128.Shuffle(d, Vector128.Create(1u, 2, 3, 0));
            d ^= Rotate(a + b, 7);
            c ^= Rotate(d + a, 9);
            b ^= Rotate(c + d, 13);
            a ^= Rotate(b + c, 18);
            b = Vector128.Shuffle(b, Vector128.Create(1u, 2, 3, 0));
            c = Vector128.Shuffle(c, Vector128.Create(2u, 3, 0, 1));
            d = Vector128.Shuffle(d, Vector128.Create(3u, 0, 1, 2));
        }
        return (a + a0, b + b0, c + c0, d + d0);
    }

    private static Vector128<uint> Rotate(Vector128<uint> value, int count) =>
        (value << count) | (value >>> (32 - count));

    private static void Load(ReadOnlySpan<byte> bytes, Span<uint> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(sizeof(uint) * Position(i))..]);
        }
    }

    private static void Store(ReadOnlySpan<uint> words, Span<byte> bytes)
    {
        for (var i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[(sizeof(uint) * Position(i))..], words[i]);
        }
    }

    private static int Position(int word) => (word / BlockWords * BlockWords) + Diagonals[word % BlockWords];
}
