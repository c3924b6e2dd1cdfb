using QLStake.Evm.Abi;

namespace QLStake.Protocol.Ccip;

/// <summary>CCIP carries addresses of other chains as bytes; those of EVM chains are <c>abi.encode(address)</c>.</summary>
public static class CcipAddress
{
    /// <summary>The 32 bytes of <c>abi.encode(address)</c>.</summary>
    public static byte[] Encode(Address address)
    {
        var word = new byte[AbiWord.Size];
        address.CopyTo(word.AsSpan(AbiWord.Size - Address.Size));
        return word;
    }

    /// <exception cref="AbiException">Not 32 bytes, or not those of an address: the other chain is no EVM chain.</exception>
    public static Address Decode(ReadOnlySpan<byte> bytes) =>
        bytes.Length == AbiWord.Size
            ? AbiWord.ToAddress(bytes)
            : throw new AbiException($"Expected the 32 bytes of an encoded EVM address, found {bytes.Length} bytes.");
}
