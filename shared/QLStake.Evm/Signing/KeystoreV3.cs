using System.Security.Cryptography;
using System.Text.Json;

namespace QLStake.Evm;

/// <summary>A private key encrypted under a password: Web3 Secret Storage, version 3, as geth and Foundry write it.</summary>
public static class KeystoreV3
{
    /// <summary>scrypt's N of geth's standard key files: about a second and 256 MB.</summary>
    public const int StandardScryptN = 262_144;

    /// <summary>Decrypts a keystore.</summary>
    /// <exception cref="EvmDataException">
    /// Not a keystore of version 3, an unknown or absurdly expensive key derivation, or the wrong password.
    /// </exception>
    public static PrivateKey Read(ReadOnlyMemory<byte> utf8Json, string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        var file = KeystoreFile.Parse(utf8Json);
        var derived = file.Kdf.Derive(password);
        if (!CryptographicOperations.FixedTimeEquals(MacOf(derived, file.CipherText).AsSpan(), file.Mac.AsSpan()))
        {
            throw new EvmDataException(
                "Expected the keystore's MAC to match, found another: the password is wrong or the file is damaged."
            );
        }
        var key = PrivateKey.FromSpan(AesCtr.Apply(derived.AsSpan(0, 16), file.Iv, file.CipherText));
        return file.Address is null || file.Address == key.Address
            ? key
            : throw new EvmDataException($"Expected the key of {file.Address}, found the key of {key.Address}.");
    }

    /// <summary>Encrypts a key with scrypt (r = 8, p = 1).</summary>
    /// <param name="salt">32 random bytes.</param>
    /// <param name="iv">16 random bytes.</param>
    public static byte[] Write(
        PrivateKey key,
        string password,
        Guid id,
        ReadOnlySpan<byte> salt,
        ReadOnlySpan<byte> iv,
        int scryptN = StandardScryptN
    )
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(password);
        var kdf = new KeystoreKdf.WithScrypt(scryptN, 8, 1, salt.ToArray());
        var derived = kdf.Derive(password);
        Span<byte> secret = stackalloc byte[B256.Size];
        key.CopySecretTo(secret);
        var cipherText = AesCtr.Apply(derived.AsSpan(0, 16), iv, secret);
        var json = new
        {
            version = 3,
            id,
            address = Bare(key.Address.AsSpan()),
            crypto = new
            {
                cipher = "aes-128-ctr",
                cipherparams = new { iv = Bare(iv) },
                ciphertext = Bare(cipherText),
                kdf = "scrypt",
                kdfparams = new
                {
                    dklen = KeystoreKdf.Length,
                    n = scryptN,
                    r = kdf.R,
                    p = kdf.P,
                    salt = Bare(salt),
                },
                mac = Bare(MacOf(derived, cipherText).AsSpan()),
            },
        };
        return JsonSerializer.SerializeToUtf8Bytes(json);
    }

    private static B256 MacOf(ReadOnlySpan<byte> derived, ReadOnlySpan<byte> cipherText)
    {
        var hash = new Keccak.Incremental();
        hash.Append(derived[16..32]);
        hash.Append(cipherText);
        return hash.Finish();
    }

    private static string Bare(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
