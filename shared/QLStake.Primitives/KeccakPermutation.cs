using System.Numerics;

namespace QLStake;

/// <summary>Keccak-f[1600] (FIPS 202 §3.3), unrolled so that the 25 lanes stay in locals over all 24 rounds.</summary>
internal static class KeccakPermutation
{
    private static readonly ulong[] RoundConstants =
    [
        0x0000000000000001,
        0x0000000000008082,
        0x800000000000808A,
        0x8000000080008000,
        0x000000000000808B,
        0x0000000080000001,
        0x8000000080008081,
        0x8000000000008009,
        0x000000000000008A,
        0x0000000000000088,
        0x0000000080008009,
        0x000000008000000A,
        0x000000008000808B,
        0x800000000000008B,
        0x8000000000008089,
        0x8000000000008003,
        0x8000000000008002,
        0x8000000000000080,
        0x000000000000800A,
        0x800000008000000A,
        0x8000000080008081,
        0x8000000000008080,
        0x0000000080000001,
        0x8000000080008008,
    ];

    public static void Apply(Span<ulong> state)
    {
        _ = state[24];
        unchecked
        {
            var a00 = state[0];
            var a01 = state[1];
            var a02 = state[2];
            var a03 = state[3];
            var a04 = state[4];
            var a05 = state[5];
            var a06 = state[6];
            var a07 = state[7];
            var a08 = state[8];
            var a09 = state[9];
            var a10 = state[10];
            var a11 = state[11];
            var a12 = state[12];
            var a13 = state[13];
            var a14 = state[14];
            var a15 = state[15];
            var a16 = state[16];
            var a17 = state[17];
            var a18 = state[18];
            var a19 = state[19];
            var a20 = state[20];
            var a21 = state[21];
            var a22 = state[22];
            var a23 = state[23];
            var a24 = state[24];
            foreach (var constant in RoundConstants)
            {
                var c0 = a00 ^ a05 ^ a10 ^ a15 ^ a20;
                var c1 = a01 ^ a06 ^ a11 ^ a16 ^ a21;
                var c2 = a02 ^ a07 ^ a12 ^ a17 ^ a22;
                var c3 = a03 ^ a08 ^ a13 ^ a18 ^ a23;
                var c4 = a04 ^ a09 ^ a14 ^ a19 ^ a24;
                var d0 = c4 ^ BitOperations.RotateLeft(c1, 1);
                var d1 = c0 ^ BitOperations.RotateLeft(c2, 1);
                var d2 = c1 ^ BitOperations.RotateLeft(c3, 1);
                var d3 = c2 ^ BitOperations.RotateLeft(c4, 1);
                var d4 = c3 ^ BitOperations.RotateLeft(c0, 1);

                var b0 = a00 ^ d0;
                var b1 = BitOperations.RotateLeft(a06 ^ d1, 44);
                var b2 = BitOperations.RotateLeft(a12 ^ d2, 43);
                var b3 = BitOperations.RotateLeft(a18 ^ d3, 21);
                var b4 = BitOperations.RotateLeft(a24 ^ d4, 14);
                var e00 = b0 ^ (~b1 & b2) ^ constant;
                var e01 = b1 ^ (~b2 & b3);
                var e02 = b2 ^ (~b3 & b4);
                var e03 = b3 ^ (~b4 & b0);
                var e04 = b4 ^ (~b0 & b1);

                b0 = BitOperations.RotateLeft(a03 ^ d3, 28);
                b1 = BitOperations.RotateLeft(a09 ^ d4, 20);
                b2 = BitOperations.RotateLeft(a10 ^ d0, 3);
                b3 = BitOperations.RotateLeft(a16 ^ d1, 45);
                b4 = BitOperations.RotateLeft(a22 ^ d2, 61);
                var e05 = b0 ^ (~b1 & b2);
                var e06 = b1 ^ (~b2 & b3);
                var e07 = b2 ^ (~b3 & b4);
                var e08 = b3 ^ (~b4 & b0);
                var e09 = b4 ^ (~b0 & b1);

                b0 = BitOperations.RotateLeft(a01 ^ d1, 1);
                b1 = BitOperations.RotateLeft(a07 ^ d2, 6);
                b2 = BitOperations.RotateLeft(a13 ^ d3, 25);
                b3 = BitOperations.RotateLeft(a19 ^ d4, 8);
                b4 = BitOperations.RotateLeft(a20 ^ d0, 18);
                var e10 = b0 ^ (~b1 & b2);
                var e11 = b1 ^ (~b2 & b3);
                var e12 = b2 ^ (~b3 & b4);
                var e13 = b3 ^ (~b4 & b0);
                var e14 = b4 ^ (~b0 & b1);

                b0 = BitOperations.RotateLeft(a04 ^ d4, 27);
                b1 = BitOperations.RotateLeft(a05 ^ d0, 36);
                b2 = BitOperations.RotateLeft(a11 ^ d1, 10);
                b3 = BitOperations.RotateLeft(a17 ^ d2, 15);
                b4 = BitOperations.RotateLeft(a23 ^ d3, 56);
                var e15 = b0 ^ (~b1 & b2);
                var e16 = b1 ^ (~b2 & b3);
                var e17 = b2 ^ (~b3 & b4);
                var e18 = b3 ^ (~b4 & b0);
                var e19 = b4 ^ (~b0 & b1);

                b0 = BitOperations.RotateLeft(a02 ^ d2, 62);
                b1 = BitOperations.RotateLeft(a08 ^ d3, 55);
                b2 = BitOperations.RotateLeft(a14 ^ d4, 39);
                b3 = BitOperations.RotateLeft(a15 ^ d0, 41);
                b4 = BitOperations.RotateLeft(a21 ^ d1, 2);
                var e20 = b0 ^ (~b1 & b2);
                var e21 = b1 ^ (~b2 & b3);
                var e22 = b2 ^ (~b3 & b4);
                var e23 = b3 ^ (~b4 & b0);
                var e24 = b4 ^ (~b0 & b1);

                a00 = e00;
                a01 = e01;
                a02 = e02;
                a03 = e03;
                a04 = e04;
                a05 = e05;
                a06 = e06;
                a07 = e07;
                a08 = e08;
                a09 = e09;
                a10 = e10;
                a11 = e11;
                a12 = e12;
                a13 = e13;
                a14 = e14;
                a15 = e15;
                a16 = e16;
                a17 = e17;
                a18 = e18;
                a19 = e19;
                a20 = e20;
                a21 = e21;
                a22 = e22;
                a23 = e23;
                a24 = e24;
            }
            state[0] = a00;
            state[1] = a01;
            state[2] = a02;
            state[3] = a03;
            state[4] = a04;
            state[5] = a05;
            state[6] = a06;
            state[7] = a07;
            state[8] = a08;
            state[9] = a09;
            state[10] = a10;
            state[11] = a11;
            state[12] = a12;
            state[13] = a13;
            state[14] = a14;
            state[15] = a15;
            state[16] = a16;
            state[17] = a17;
            state[18] = a18;
            state[19] = a19;
            state[20] = a20;
            state[21] = a21;
            state[22] = a22;
            state[23] = a23;
            state[24] = a24;
        }
    }
}
