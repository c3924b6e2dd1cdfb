using System.Text;
using QLStake.Evm;
using QLStake.Tests.Evm.Crypto;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.Signing;

public class KeystoreTests
{
    // The two vectors of the Web3 Secret Storage definition; both hold the same key.
    private const string Pbkdf2 = """
        {"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},
         "ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46","kdf":"pbkdf2",
         "kdfparams":{"c":262144,"dklen":32,"prf":"hmac-sha256",
         "salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
         "mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},
         "id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}
        """;

    private const string Scrypt = """
        {"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"83dbcc02d8ccb40e466191a123791e0e"},
         "ciphertext":"d172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c","kdf":"scrypt",
         "kdfparams":{"dklen":32,"n":262144,"r":1,"p":8,
         "salt":"ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19"},
         "mac":"2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097"},
         "id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}
        """;

    private const string SpecificationAddress = "0x008AeEda4D805471dF9b2A5B0f38A0C3bCBA786b";

    private static readonly PrivateKey Key = PrivateKey.FromSpan(Keccak.Hash("guard"u8).AsSpan());
    private static readonly byte[] Cheap = Write("correct horse", n: 1_024);

    [Theory]
    [InlineData(Pbkdf2)]
    [InlineData(Scrypt)]
    public void The_specifications_vectors_open(string json) =>
        Read(json, "testpassword").Address.ToString().ShouldBe(SpecificationAddress);

    [Fact]
    public void All_seven_published_keystores_open()
    {
        var vectors = EthersVectors.Load("wallets").Where(vector => vector.Text("type") == "secret-storage").ToList();
        vectors.Count.ShouldBe(7);
        foreach (var vector in vectors)
        {
            var password = vector.GetProperty("password").GetString() ?? "";
            var key = Read(vector.Text("json"), password);
            key.Address.ShouldBe(Address.Parse(vector.Text("address")), vector.Text("name"));
            key.Sign(Keccak.Empty).ShouldBe(PrivateKey.Parse(vector.Text("privateKey")).Sign(Keccak.Empty));
        }
    }

    [Fact]
    public void What_is_written_opens_with_the_password_and_only_with_it()
    {
        KeystoreV3.Read(Cheap, "correct horse").Sign(Keccak.Empty).ShouldBe(Key.Sign(Keccak.Empty));
        Should
            .Throw<EvmDataException>(() => KeystoreV3.Read(Cheap, "battery staple"))
            .Message.ShouldContain("the password is wrong or the file is damaged");
    }

    [Fact]
    public void A_changed_ciphertext_is_found_out()
    {
        var json = Encoding.UTF8.GetString(Cheap);
        var at = json.IndexOf("\"ciphertext\":\"", StringComparison.Ordinal) + 14;
        var damaged = json[..at] + (json[at] == '0' ? '1' : '0') + json[(at + 1)..];
        Should.Throw<EvmDataException>(() => Read(damaged, "correct horse")).Message.ShouldContain("MAC");
    }

    [Theory]
    [InlineData("\"version\":3", "\"version\":1", "version 3, found 1")]
    [InlineData("aes-128-ctr", "aes-256-gcm", "cipher aes-128-ctr, found aes-256-gcm")]
    [InlineData("\"kdf\":\"scrypt\"", "\"kdf\":\"argon2\"", "scrypt or pbkdf2, found \"argon2\"")]
    [InlineData("\"n\":1024", "\"n\":1000", "n=1000")]
    [InlineData("\"n\":1024", "\"n\":1073741824", "at most 1 GiB")]
    [InlineData("\"n\":1024", "\"n\":-1024", "n=-1024")]
    [InlineData("\"n\":1024", "\"n\":99999999999", "version 3 in JSON")]
    [InlineData("\"p\":1", "\"p\":1000000", "p=1000000")]
    [InlineData("\"dklen\":32", "\"dklen\":64", "dklen 32, found 64")]
    [InlineData("\"iv\":\"", "\"iv\":\"00", "iv of 16 bytes, found 17")]
    [InlineData("\"mac\":\"", "\"mac\":\"zz", "version 3 in JSON")]
    [InlineData("\"mac\"", "\"mace\"", "with mac, found none")]
    [InlineData("\"crypto\":{", "\"crypto\":7,\"other\":{", "version 3 in JSON")]
    [InlineData("\"address\":\"", "\"address\":\"00", "address of 20 bytes, found 21")]
    [InlineData("{", "", "version 3 in JSON")]
    public void A_malformed_keystore_is_refused(string part, string replacement, string message)
    {
        var json = Encoding.UTF8.GetString(Cheap);
        var at = json.IndexOf(part, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0);
        var damaged = json[..at] + replacement + json[(at + part.Length)..];
        Should.Throw<EvmDataException>(() => Read(damaged, "correct horse")).Message.ShouldContain(message);
    }

    [Fact]
    public void A_keystore_that_names_another_address_is_refused()
    {
        var address = Convert.ToHexStringLower(Key.Address.AsSpan());
        var json = Encoding.UTF8.GetString(Cheap).Replace(address, new string('0', 40), StringComparison.Ordinal);
        Should
            .Throw<EvmDataException>(() => Read(json, "correct horse"))
            .Message.ShouldBe($"Expected the key of {Address.Zero}, found the key of {Key.Address}.");
    }

    [Fact]
    public async Task A_signer_opens_a_file_and_signs()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "guard.json");
        await File.WriteAllBytesAsync(path, Cheap);

        var signer = await KeystoreV3Signer.OpenAsync(path, "correct horse");
        signer.Address.ShouldBe(Key.Address);
        Secp256k1.Recover(Keccak.Empty, await signer.SignAsync(Keccak.Empty)).ShouldBe(Key.Address);

        var error = await Should.ThrowAsync<EvmDataException>(() => KeystoreV3Signer.OpenAsync(path, "wrong"));
        error.Message.ShouldContain(path);
    }

    private static PrivateKey Read(string json, string password) =>
        KeystoreV3.Read(Encoding.UTF8.GetBytes(json), password);

    private static byte[] Write(string password, int n) =>
        KeystoreV3.Write(
            Key,
            password,
            Guid.Empty,
            Keccak.Hash("salt"u8).AsSpan(),
            Keccak.Hash("iv"u8).AsSpan()[..16],
            n
        );

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("qlstake-keystore-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
