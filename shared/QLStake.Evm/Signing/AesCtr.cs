using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace QLStake.Evm;

/// <summary>AES-128 in counter mode; encrypting and decrypting are the same.</summary>
internal static class AesCtr
{
    public static byte[] Apply(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> data)
    {
        var cipher = new BufferedBlockCipher(new SicBlockCipher(new AesEngine()));
        cipher.Init(forEncryption: true, new ParametersWithIV(new KeyParameter(key), iv));
        return cipher.DoFinal(data.ToArray());
    }
}
