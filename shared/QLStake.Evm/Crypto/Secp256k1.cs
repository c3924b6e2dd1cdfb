using System.Diagnostics.CodeAnalysis;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Utilities;

namespace QLStake.Evm;

/// <summary>Who signed what: the ECDSA of Ethereum (Yellow Paper, appendix F) on BouncyCastle's secp256k1.</summary>
public static class Secp256k1
{
    /// <summary>The order n of the curve's group.</summary>
    public static U256 N { get; } = Curve.ToNumber(Curve.N);

    /// <summary>n / 2, rounded down: the largest valid s (EIP-2).</summary>
    public static U256 HalfN { get; } = Curve.ToNumber(Curve.HalfN);

    /// <summary>The address whose key signed <paramref name="digest"/>.</summary>
    /// <exception cref="EvmDataException">
    /// r or s is 0 or not below n, s is above n / 2 (EIP-2), no point has the x coordinate r, or the key is infinity.
    /// </exception>
    public static Address Recover(B256 digest, Signature signature) =>
        TryRecover(digest, signature, out var signer, out var problem) ? signer : throw new EvmDataException(problem);

    /// <summary>The same without an exception for what is not a valid signature.</summary>
    public static bool TryRecover(B256 digest, Signature signature, out Address signer) =>
        TryRecover(digest, signature, out signer, out _);

    /// <summary>The address of an uncompressed (65 bytes) or compressed (33 bytes) SEC 1 public key.</summary>
    /// <exception cref="EvmDataException">Not a point of the curve, or infinity.</exception>
    public static Address AddressOf(ReadOnlySpan<byte> publicKey)
    {
        try
        {
            var point = Curve.Decode(publicKey);
            return point.IsInfinity
                ? throw new EvmDataException("Expected a public key, found the point at infinity.")
                : Curve.AddressOf(point);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or IndexOutOfRangeException)
        {
            throw new EvmDataException("Expected a public key on secp256k1 in SEC 1 form, found something else.", e);
        }
    }

    private static bool TryRecover(
        B256 digest,
        Signature signature,
        out Address signer,
        [NotNullWhen(false)] out string? problem
    )
    {
        signer = default;
        problem = OutOfRange(signature);
        if (problem is not null)
        {
            return false;
        }
        if (!TryLift(signature, out var point))
        {
            problem = $"Expected r to be the x coordinate of a point, found {signature.R}, which no point has.";
            return false;
        }
        // Q = r^-1 (s R - e G)
        var inverse = BigIntegers.ModOddInverse(Curve.N, Curve.ToInteger(signature.R));
        var u1 = Curve.N.Subtract(Curve.ToInteger(digest).Mod(Curve.N)).Multiply(inverse).Mod(Curve.N);
        var u2 = Curve.ToInteger(signature.S).Multiply(inverse).Mod(Curve.N);
        var publicKey = ECAlgorithms.SumOfTwoMultiplies(Curve.G, u1, point, u2).Normalize();
        if (publicKey.IsInfinity)
        {
            problem = "Expected a signature by some key, found one that recovers to the point at infinity.";
            return false;
        }
        signer = Curve.AddressOf(publicKey);
        return true;
    }

    private static string? OutOfRange(Signature signature) =>
        signature.R.IsZero || signature.R >= N ? $"Expected r from 1 to n - 1, found {signature.R}."
        : signature.S.IsZero || signature.S >= N ? $"Expected s from 1 to n - 1, found {signature.S}."
        : signature.S > HalfN ? $"Expected s of at most n / 2 (EIP-2), found {signature.S}."
        : null;

    private static bool TryLift(Signature signature, [NotNullWhen(true)] out ECPoint? point)
    {
        Span<byte> compressed = stackalloc byte[33];
        compressed[0] = signature.YParity ? (byte)3 : (byte)2;
        signature.R.WriteBigEndian(compressed[1..]);
        try
        {
            point = Curve.Decode(compressed);
            return true;
        }
        catch (ArgumentException)
        {
            point = null;
            return false;
        }
    }
}
