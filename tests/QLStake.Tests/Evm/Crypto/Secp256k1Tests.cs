using System.Numerics;
using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.Crypto;

public class Secp256k1Tests
{
    private static readonly PrivateKey Key = PrivateKey.Parse(
        "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
    );

    private static readonly B256 Digest = Keccak.Hash("stake"u8);
    private static readonly Signature Signed = Key.Sign(Digest);

    [Fact]
    public void The_address_follows_from_the_key() =>
        Key.Address.ToString().ShouldBe("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");

    [Fact]
    public void The_nonce_follows_rfc_6979()
    {
        // Published for secp256k1 with SHA-256 by the authors of several libraries; the digest here is sha256 of the text.
        var key = PrivateKey.FromSpan(U256.One.ToB256().AsSpan());
        var digest = B256.FromSpan(System.Security.Cryptography.SHA256.HashData("Satoshi Nakamoto"u8));
        var signature = key.Sign(digest);
        signature.R.ToHexQuantity().ShouldBe("0x934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8");
        signature.S.ToHexQuantity().ShouldBe("0x2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5");
    }

    [Fact]
    public void Signing_twice_gives_the_same_low_s_signature()
    {
        Key.Sign(Digest).ShouldBe(Signed);
        Signed.S.ShouldBeLessThanOrEqualTo(Secp256k1.HalfN);
        Secp256k1.Recover(Digest, Signed).ShouldBe(Key.Address);
    }

    [Fact]
    public void Another_digest_or_parity_recovers_another_signer()
    {
        Secp256k1.Recover(Keccak.Empty, Signed).ShouldNotBe(Key.Address);
        Secp256k1.TryRecover(Digest, Signed with { YParity = !Signed.YParity }, out var other).ShouldBeTrue();
        other.ShouldNotBe(Key.Address);
    }

    [Fact]
    public void The_twin_signature_with_high_s_is_refused()
    {
        var twin = Signed with { S = Secp256k1.N - Signed.S, YParity = !Signed.YParity };
        ShouldBeRefused(twin, "at most n / 2 (EIP-2)");
        ShouldBeRefused(Signed with { S = Secp256k1.HalfN + U256.One }, "at most n / 2 (EIP-2)");
    }

    [Fact]
    public void The_largest_low_s_is_in_range() =>
        Secp256k1.TryRecover(Digest, Signed with { S = Secp256k1.HalfN }, out _).ShouldBeTrue();

    [Fact]
    public void Zero_is_refused()
    {
        ShouldBeRefused(Signed with { R = U256.Zero }, "r from 1 to n - 1, found 0");
        ShouldBeRefused(Signed with { S = U256.Zero }, "s from 1 to n - 1, found 0");
    }

    [Fact]
    public void N_and_above_are_refused()
    {
        ShouldBeRefused(Signed with { R = Secp256k1.N }, "r from 1 to n - 1");
        ShouldBeRefused(Signed with { R = Secp256k1.N + U256.One }, "r from 1 to n - 1");
        ShouldBeRefused(Signed with { R = U256.MaxValue }, "r from 1 to n - 1");
        ShouldBeRefused(Signed with { S = Secp256k1.N }, "s from 1 to n - 1");
        ShouldBeRefused(Signed with { S = U256.MaxValue }, "s from 1 to n - 1");
    }

    [Fact]
    public void An_r_that_is_no_x_coordinate_is_refused()
    {
        // 5^3 + 7 = 132 is not a square modulo p.
        ShouldBeRefused(Signed with { R = 5UL }, "x coordinate of a point");
    }

    [Fact]
    public void A_signature_that_recovers_to_infinity_is_refused()
    {
        // With R = kG for k = 1, s = e gives Q = r^-1 (eG - eG) = infinity.
        var gx = U256.Parse("0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
        var digest = ((U256)12_345UL).ToB256();
        var signature = new Signature(gx, 12_345UL, YParity: false);
        Secp256k1.TryRecover(digest, signature, out _).ShouldBeFalse();
        Should.Throw<EvmDataException>(() => Secp256k1.Recover(digest, signature)).Message.ShouldContain("infinity");
    }

    [Fact]
    public void A_digest_of_n_or_more_is_signed_modulo_n()
    {
        foreach (var number in new[] { U256.Zero, Secp256k1.N, Secp256k1.N - U256.One, U256.MaxValue })
        {
            Secp256k1.Recover(number.ToB256(), Key.Sign(number.ToB256())).ShouldBe(Key.Address);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(26)]
    [InlineData(29)]
    [InlineData(30)]
    [InlineData(255)]
    public void A_v_other_than_27_and_28_is_refused(byte v)
    {
        var bytes = Signed.ToArray();
        bytes[64] = v;
        Should.Throw<EvmDataException>(() => Signature.FromSpan(bytes)).Message.ShouldContain($"27 or 28, found {v}");
    }

    [Fact]
    public void Sixty_five_bytes_go_in_and_out_unchanged()
    {
        Signature.FromSpan(Signed.ToArray()).ShouldBe(Signed);
        Should.Throw<EvmDataException>(() => Signature.FromSpan(new byte[64])).Message.ShouldContain("found 64");
    }

    [Fact]
    public void Keys_outside_the_group_are_refused_without_showing_them()
    {
        foreach (var number in new[] { U256.Zero, Secp256k1.N, U256.MaxValue })
        {
            var error = Should.Throw<EvmDataException>(() => PrivateKey.FromSpan(number.ToB256().AsSpan()));
            error.Message.ShouldBe("Expected a private key from 1 to n - 1 of secp256k1, found one outside.");
        }
        Should.Throw<EvmDataException>(() => PrivateKey.FromSpan(new byte[31]));
        Should.Throw<EvmDataException>(() => PrivateKey.Parse("0xsecret")).Message.ShouldNotContain("secret");
        Key.ToString().ShouldBe($"private key of {Key.Address}");
        var last = PrivateKey.FromSpan((Secp256k1.N - U256.One).ToB256().AsSpan());
        Secp256k1.Recover(Digest, last.Sign(Digest)).ShouldBe(last.Address);
    }

    [Theory]
    [InlineData("0x0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")]
    [InlineData(
        "0x0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"
    )]
    public void A_public_key_in_either_form_gives_the_address(string publicKey) =>
        Secp256k1.AddressOf(Hex.Decode(publicKey)).ToString().ShouldBe("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf");

    [Theory]
    [InlineData("0x")]
    [InlineData("0x00")]
    [InlineData("0x02")]
    [InlineData("0x020000000000000000000000000000000000000000000000000000000000000005")]
    [InlineData("0x02ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("0x0979be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")]
    [InlineData(
        "0x0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b9"
    )]
    public void What_is_no_public_key_is_refused(string publicKey) =>
        Should.Throw<EvmDataException>(() => Secp256k1.AddressOf(Hex.Decode(publicKey)));

    [Fact]
    public void The_order_is_that_of_sec_2() =>
        ((BigInteger)Secp256k1.N)
            .ToString("x", System.Globalization.CultureInfo.InvariantCulture)
            .TrimStart('0')
            .ShouldBe("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

    private static void ShouldBeRefused(Signature signature, string message)
    {
        Secp256k1.TryRecover(Digest, signature, out var signer).ShouldBeFalse();
        signer.ShouldBe(Address.Zero);
        Should.Throw<EvmDataException>(() => Secp256k1.Recover(Digest, signature)).Message.ShouldContain(message);
    }
}
