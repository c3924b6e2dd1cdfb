namespace QLStake.Evm;

/// <summary>
/// A secp256k1 signature that its signer's address can be recovered from. <paramref name="YParity"/> is the parity of the
/// y coordinate of R: true when it is odd (v = 28), false when it is even (v = 27).
/// </summary>
public readonly record struct Signature(U256 R, U256 S, bool YParity)
{
    /// <summary>Length of r ‖ s ‖ v in bytes, as contracts take it.</summary>
    public const int Size = 65;

    private const byte VEven = 27;
    private const byte VOdd = 28;

    /// <summary>27 or 28.</summary>
    public byte V => YParity ? VOdd : VEven;

    /// <summary>Reads r ‖ s ‖ v. The ranges of r and s are <see cref="Secp256k1.Recover"/>'s to judge.</summary>
    /// <exception cref="EvmDataException">Not 65 bytes, or v neither 27 nor 28.</exception>
    public static Signature FromSpan(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new EvmDataException($"Expected a signature of 65 bytes (r, s, v), found {bytes.Length}.");
        }
        var v = bytes[64];
        return v is VEven or VOdd
            ? new(U256.ReadBigEndian(bytes[..32]), U256.ReadBigEndian(bytes[32..64]), v == VOdd)
            : throw new EvmDataException($"Expected a signature's v to be 27 or 28, found {v}.");
    }

    /// <summary>Writes r ‖ s ‖ v, 65 bytes, to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        destination[64] = V;
        R.WriteBigEndian(destination);
        S.WriteBigEndian(destination[32..]);
    }

    /// <summary>r ‖ s ‖ v.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    public override string ToString() => Hex.Encode(ToArray());
}
