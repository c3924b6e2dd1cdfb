using QLStake.Evm.Abi;

namespace QLStake.Localnet.Don;

/// <summary>CCIP writes other chains' addresses as bytes; for EVM chains they are <c>abi.encode(address)</c>.</summary>
internal static class CcipBytes
{
    public static byte[] Of(Address address)
    {
        var word = new byte[AbiWord.Size];
        address.CopyTo(word.AsSpan(AbiWord.Size - Address.Size));
        return word;
    }

    /// <exception cref="AbiException">The bytes are no EVM address.</exception>
    public static Address ToAddress(byte[] bytes) => new AbiReader(bytes).ReadAddress();
}
