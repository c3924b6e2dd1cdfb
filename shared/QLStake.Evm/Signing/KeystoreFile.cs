using System.Text.Json;

namespace QLStake.Evm;

/// <summary>The fields of a version 3 keystore. Keys differ in case between writers, so they are compared without it.</summary>
internal sealed record KeystoreFile(KeystoreKdf Kdf, byte[] Iv, byte[] CipherText, B256 Mac, Address? Address)
{
    private const int IvLength = 16;

    /// <exception cref="EvmDataException">Not a keystore of version 3.</exception>
    public static KeystoreFile Parse(ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8Json);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new EvmDataException($"Expected a keystore of version 3 in JSON: {e.Message}", e);
        }
    }

    private static KeystoreFile Read(JsonElement root)
    {
        Expect("version", "3", Member(root, "version").GetRawText());
        var crypto = Member(root, "crypto");
        Expect("cipher", "aes-128-ctr", Member(crypto, "cipher").GetString());
        return new(
            ReadKdf(crypto),
            Bytes(Member(crypto, "cipherparams"), "iv", IvLength),
            Bytes(crypto, "ciphertext", B256.Size),
            B256.FromSpan(Bytes(crypto, "mac", B256.Size)),
            Find(root, "address") is { } address
                ? QLStake.Address.FromSpan(Decode(address, "address", QLStake.Address.Size))
                : null
        );
    }

    private static KeystoreKdf ReadKdf(JsonElement crypto)
    {
        var parameters = Member(crypto, "kdfparams");
        var salt = Bytes(parameters, "salt", length: null);
        Expect("dklen", "32", Member(parameters, "dklen").GetRawText());
        var kdf = Member(crypto, "kdf").GetString();
        switch (kdf)
        {
            case "scrypt":
                return new KeystoreKdf.WithScrypt(
                    Number(parameters, "n"),
                    Number(parameters, "r"),
                    Number(parameters, "p"),
                    salt
                );
            case "pbkdf2":
                Expect("prf", "hmac-sha256", Member(parameters, "prf").GetString());
                return new KeystoreKdf.WithPbkdf2(Number(parameters, "c"), salt);
            default:
                throw new EvmDataException($"Expected the kdf scrypt or pbkdf2, found \"{kdf}\".");
        }
    }

    private static void Expect(string name, string expected, string? found)
    {
        if (found != expected)
        {
            throw new EvmDataException($"Expected a keystore with {name} {expected}, found {found ?? "null"}.");
        }
    }

    private static byte[] Bytes(JsonElement parent, string name, int? length) =>
        Decode(Member(parent, name), name, length);

    private static byte[] Decode(JsonElement value, string name, int? length)
    {
        var bytes = Convert.FromHexString(value.GetString() ?? "");
        return length is null || bytes.Length == length
            ? bytes
            : throw new EvmDataException($"Expected {name} of {length} bytes, found {bytes.Length}.");
    }

    private static int Number(JsonElement parent, string name) => Member(parent, name).GetInt32();

    private static JsonElement Member(JsonElement parent, string name) =>
        Find(parent, name) ?? throw new EvmDataException($"Expected a keystore with {name}, found none.");

    private static JsonElement? Find(JsonElement parent, string name)
    {
        foreach (var member in parent.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }
        return null;
    }
}
