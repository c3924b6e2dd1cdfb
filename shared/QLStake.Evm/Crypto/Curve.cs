using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;

namespace QLStake.Evm;

/// <summary>The parameters of secp256k1 (SEC 2, 2.4.1) and what both signing and recovery need of them.</summary>
internal static class Curve
{
    private static readonly X9ECParameters Parameters = CustomNamedCurves.GetByName("secp256k1");

    public static readonly ECPoint G = Parameters.G;
    public static readonly BigInteger N = Parameters.N;

    /// <summary>EIP-2: the larger of s and n - s is never valid, so that nobody can re-write a signature.</summary>
    public static readonly BigInteger HalfN = N.ShiftRight(1);

    public static ECPoint Decode(ReadOnlySpan<byte> encoded) => Parameters.Curve.DecodePoint(encoded);

    public static BigInteger ToInteger(B256 word) => new(1, word.AsSpan());

    public static BigInteger ToInteger(U256 number)
    {
        Span<byte> word = stackalloc byte[U256.Size];
        number.WriteBigEndian(word);
        return new BigInteger(1, word);
    }

    public static U256 ToNumber(BigInteger integer) => U256.ReadBigEndian(integer.ToByteArrayUnsigned());

    /// <summary>The last 20 bytes of keccak(x ‖ y).</summary>
    public static Address AddressOf(ECPoint publicKey)
    {
        Span<byte> encoded = stackalloc byte[65];
        publicKey.EncodeTo(compressed: false, encoded);
        return Address.FromSpan(Keccak.Hash(encoded[1..]).AsSpan()[12..]);
    }
}
