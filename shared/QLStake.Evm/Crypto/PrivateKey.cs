using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC.Multiplier;
using Org.BouncyCastle.Utilities;

namespace QLStake.Evm;

/// <summary>
/// A secp256k1 key in this process's memory. BouncyCastle's arithmetic is not constant in time, and managed memory cannot
/// be wiped: production keys belong behind an <see cref="ISigner"/> that keeps them elsewhere (a remote signer, a KMS).
/// </summary>
public sealed class PrivateKey
{
    private readonly BigInteger _secret;

    private PrivateKey(BigInteger secret)
    {
        _secret = secret;
        Address = Curve.AddressOf(new FixedPointCombMultiplier().Multiply(Curve.G, secret).Normalize());
    }

    /// <summary>The address of the account that this key controls.</summary>
    public Address Address { get; }

    /// <summary>From 32 big-endian bytes.</summary>
    /// <exception cref="EvmDataException">Not 32 bytes, or not from 1 to n - 1. The message never shows the key.</exception>
    public static PrivateKey FromSpan(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != B256.Size)
        {
            throw new EvmDataException($"Expected a private key of 32 bytes, found {bytes.Length}.");
        }
        var secret = new BigInteger(1, bytes);
        return secret.SignValue > 0 && secret.CompareTo(Curve.N) < 0
            ? new PrivateKey(secret)
            : throw new EvmDataException("Expected a private key from 1 to n - 1 of secp256k1, found one outside.");
    }

    /// <summary>From <c>0x</c> and 64 hex digits.</summary>
    /// <exception cref="EvmDataException">Anything else. The message never shows the key.</exception>
    public static PrivateKey Parse(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[B256.Size];
        return Hex.TryDecode(text, bytes, out var written)
            ? FromSpan(bytes[..written])
            : throw new EvmDataException("Expected a private key of 0x and 64 hex digits, found something else.");
    }

    /// <summary>Signs a digest: nonce by RFC 6979 with SHA-256, s in the lower half (EIP-2).</summary>
    public Signature Sign(B256 digest)
    {
        var message = Curve.ToInteger(digest);
        var nonces = new HMacDsaKCalculator(new Sha256Digest());
        nonces.Init(Curve.N, _secret, digest.ToArray());
        while (true)
        {
            var k = nonces.NextK();
            var point = new FixedPointCombMultiplier().Multiply(Curve.G, k).Normalize();
            var r = point.AffineXCoord.ToBigInteger();
            var s = BigIntegers.ModOddInverse(Curve.N, k).Multiply(message.Add(_secret.Multiply(r))).Mod(Curve.N);
            // x >= n (chance 2^-128) would need recovery id 2 or 3, which Ethereum does not have.
            if (r.SignValue == 0 || s.SignValue == 0 || r.CompareTo(Curve.N) >= 0)
            {
                continue;
            }
            var odd = point.AffineYCoord.TestBitZero();
            return s.CompareTo(Curve.HalfN) > 0
                ? new Signature(Curve.ToNumber(r), Curve.ToNumber(Curve.N.Subtract(s)), !odd)
                : new Signature(Curve.ToNumber(r), Curve.ToNumber(s), odd);
        }
    }

    /// <summary>Writes the 32 secret bytes to the start of <paramref name="destination"/>.</summary>
    internal void CopySecretTo(Span<byte> destination) => Curve.ToNumber(_secret).WriteBigEndian(destination);

    /// <summary>Names the account, never the key.</summary>
    public override string ToString() => $"private key of {Address}";
}
