using System.Globalization;
using System.Text;

namespace QLStake.Evm;

/// <summary>What wallets sign for <c>personal_sign</c> (EIP-191, version 0x45).</summary>
public static class PersonalMessage
{
    /// <summary>keccak(0x19 ‖ "Ethereum Signed Message:\n" ‖ length in decimal ‖ message).</summary>
    public static B256 Hash(ReadOnlySpan<byte> message)
    {
        var hash = new Keccak.Incremental();
        hash.Append("\u0019Ethereum Signed Message:\n"u8);
        hash.Append(Encoding.ASCII.GetBytes(message.Length.ToString(CultureInfo.InvariantCulture)));
        hash.Append(message);
        return hash.Finish();
    }
}
