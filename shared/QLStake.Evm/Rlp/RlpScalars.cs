namespace QLStake.Evm;

/// <summary>Typed reads of RLP strings: a number is its shortest big-endian form, and zero is the empty string.</summary>
public static class RlpScalars
{
    /// <summary>A number below 2^256.</summary>
    /// <exception cref="RlpException">Leading zeros, or more than 32 bytes.</exception>
    public static U256 ReadU256(this ref RlpReader reader)
    {
        var bytes = reader.ReadBytes();
        if (bytes.Length > U256.Size)
        {
            throw new RlpException($"Expected a number of at most 32 bytes, found {bytes.Length}.");
        }
        return bytes.Length > 0 && bytes[0] == 0
            ? throw new RlpException("Expected a number without leading zeros, found one with them.")
            : U256.ReadBigEndian(bytes);
    }

    /// <summary>A number below 2^64.</summary>
    /// <exception cref="RlpException">Leading zeros, or a larger number.</exception>
    public static ulong ReadUInt64(this ref RlpReader reader)
    {
        var value = reader.ReadU256();
        return value <= ulong.MaxValue
            ? (ulong)value
            : throw new RlpException($"Expected a number below 2^64, found {value}.");
    }

    /// <exception cref="RlpException">Not 20 bytes.</exception>
    public static Address ReadAddress(this ref RlpReader reader) =>
        Address.FromSpan(ReadExactly(ref reader, Address.Size));

    /// <exception cref="RlpException">Not 32 bytes.</exception>
    public static B256 ReadB256(this ref RlpReader reader) => B256.FromSpan(ReadExactly(ref reader, B256.Size));

    private static ReadOnlySpan<byte> ReadExactly(ref RlpReader reader, int length)
    {
        var bytes = reader.ReadBytes();
        return bytes.Length == length
            ? bytes
            : throw new RlpException($"Expected {length} bytes, found {bytes.Length}.");
    }
}
