using System.Text;

namespace QLStake.Evm.Generator;

/// <summary>
/// Keccak-256 (FIPS 202 permutation, original padding) of a signature, so that topics and selectors are constants in the
/// generated text. The compiler cannot load the library's own, which needs a newer runtime.
/// </summary>
internal static class Keccak256
{
    private const int Rate = 136;

    private static readonly int[] Rotations =
    [
        1,
        3,
        6,
        10,
        15,
        21,
        28,
        36,
        45,
        55,
        2,
        14,
        27,
        41,
        56,
        8,
        25,
        43,
        62,
        18,
        39,
        61,
        20,
        44,
    ];

    private static readonly int[] Lanes =
    [
        10,
        7,
        11,
        17,
        18,
        3,
        5,
        16,
        8,
        21,
        24,
        4,
        15,
        23,
        19,
        13,
        12,
        2,
        20,
        14,
        22,
        9,
        6,
        1,
    ];

    public static byte[] Hash(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var padded = new byte[((bytes.Length / Rate) + 1) * Rate];
        bytes.CopyTo(padded, 0);
        padded[bytes.Length] = 0x01;
        padded[padded.Length - 1] |= 0x80;

        var state = new ulong[25];
        for (var block = 0; block < padded.Length; block += Rate)
        {
            for (var i = 0; i < Rate; i++)
            {
                state[i / 8] ^= (ulong)padded[block + i] << (8 * (i % 8));
            }
            Permute(state);
        }
        var hash = new byte[32];
        for (var i = 0; i < hash.Length; i++)
        {
            hash[i] = (byte)((state[i / 8] >> (8 * (i % 8))) & 0xff);
        }
        return hash;
    }

    private static void Permute(ulong[] a)
    {
        byte register = 1;
        var columns = new ulong[5];
        for (var round = 0; round < 24; round++)
        {
            for (var x = 0; x < 5; x++)
            {
                columns[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
            }
            for (var i = 0; i < 25; i++)
            {
                a[i] ^= columns[(i + 4) % 5] ^ RotateLeft(columns[(i + 1) % 5], 1);
            }
            var carried = a[1];
            for (var i = 0; i < 24; i++)
            {
                (a[Lanes[i]], carried) = (RotateLeft(carried, Rotations[i]), a[Lanes[i]]);
            }
            for (var y = 0; y < 25; y += 5)
            {
                var (first, second) = (a[y], a[y + 1]);
                for (var x = 0; x < 3; x++)
                {
                    a[y + x] ^= ~a[y + x + 1] & a[y + x + 2];
                }
                a[y + 3] ^= ~a[y + 4] & first;
                a[y + 4] ^= ~first & second;
            }
            a[0] ^= RoundConstant(ref register);
        }
    }

    // FIPS 202 §3.2.5: the constants come from a linear feedback shift register.
    private static ulong RoundConstant(ref byte register)
    {
        var constant = 0UL;
        for (var bit = 1; bit <= 64; bit <<= 1)
        {
            if ((register & 1) != 0)
            {
                constant |= 1UL << (bit - 1);
            }
            register = (byte)(((register << 1) ^ ((register >> 7) * 0x71)) & 0xff);
        }
        return constant;
    }

    private static ulong RotateLeft(ulong value, int by) => (value << by) | (value >> (64 - by));
}
