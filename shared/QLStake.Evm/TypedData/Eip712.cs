using System.Text;

namespace QLStake.Evm;

/// <summary>The two hashes that every EIP-712 signature is made of.</summary>
public static class Eip712
{
    /// <summary>keccak of an encoded type such as <c>Mail(address to,string contents)</c>, nested structs appended in order.</summary>
    public static B256 TypeHash(string encodedType) => Keccak.Hash(Encoding.UTF8.GetBytes(encodedType));

    /// <summary>What is signed: keccak(0x1901 ‖ domain separator ‖ struct hash).</summary>
    public static B256 Digest(B256 domainSeparator, B256 structHash)
    {
        Span<byte> preimage = stackalloc byte[2 + (2 * B256.Size)];
        preimage[0] = 0x19;
        preimage[1] = 0x01;
        domainSeparator.CopyTo(preimage[2..]);
        structHash.CopyTo(preimage[(2 + B256.Size)..]);
        return Keccak.Hash(preimage);
    }
}
