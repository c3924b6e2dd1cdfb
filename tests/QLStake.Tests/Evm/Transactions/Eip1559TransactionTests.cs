using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.Transactions;

public class Eip1559TransactionTests
{
    private static readonly PrivateKey Key = PrivateKey.FromSpan(Keccak.Hash("executor"u8).AsSpan());

    private static readonly Eip1559Transaction Mint = new()
    {
        ChainId = 43_113,
        Nonce = 7,
        MaxPriorityFeePerGas = 1UL,
        MaxFeePerGas = 30_000_000_000UL,
        GasLimit = 210_000,
        To = Key.Address,
        Value = U256.Parse("1000000000000000000"),
        Data = new byte[] { 1, 2, 3 },
        AccessList = [new AccessListEntry(Key.Address, [B256.Zero, Keccak.Empty])],
    };

    [Fact]
    public async Task A_signed_transaction_decodes_to_itself()
    {
        var signed = await Mint.SignAsync(new DevelopmentKeySigner(Key, Mint.ChainId));
        var decoded = SignedEip1559Transaction.Decode(signed.Raw.Span);
        decoded.Transaction.ShouldBe(Mint);
        decoded.Sender.ShouldBe(Key.Address);
        decoded.Hash.ShouldBe(signed.Hash);
    }

    [Fact]
    public async Task A_signer_that_signs_with_another_key_is_found_out()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(async () =>
            await Mint.SignAsync(new Impostor())
        );
        error.Message.ShouldContain($"found one by {Key.Address}");
    }

    [Fact]
    public void Another_type_is_refused()
    {
        Should
            .Throw<EvmDataException>(() => SignedEip1559Transaction.Decode([]))
            .Message.ShouldContain("found nothing");
        Should
            .Throw<EvmDataException>(() => SignedEip1559Transaction.Decode([1, 0xc0]))
            .Message.ShouldContain("type 0x01");
        Should
            .Throw<EvmDataException>(() => SignedEip1559Transaction.Decode([0xf8, 0xc0]))
            .Message.ShouldContain("0xf8");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(27)]
    public void A_parity_other_than_0_and_1_is_refused(ulong parity)
    {
        var signature = Key.Sign(Mint.SigningHash());
        Should
            .Throw<EvmDataException>(() =>
                SignedEip1559Transaction.Decode(WithFields(parity, signature.R, signature.S))
            )
            .Message.ShouldContain($"0 or 1, found {parity}");
    }

    [Fact]
    public void A_high_s_is_refused()
    {
        var signature = Key.Sign(Mint.SigningHash());
        var twin = WithFields(signature.YParity ? 0UL : 1UL, signature.R, Secp256k1.N - signature.S);
        Should.Throw<EvmDataException>(() => SignedEip1559Transaction.Decode(twin)).Message.ShouldContain("EIP-2");
    }

    [Fact]
    public void A_recipient_of_another_length_is_refused()
    {
        var writer = new RlpWriter();
        writer.StartList();
        for (var i = 0; i < 5; i++)
        {
            writer.Write(U256.One);
        }
        writer.Write(new byte[19]);
        writer.EndList();
        Should
            .Throw<RlpException>(() => SignedEip1559Transaction.Decode([2, .. writer.Written]))
            .Message.ShouldContain("0 or 20 bytes, found 19");
    }

    private static byte[] WithFields(U256 parity, U256 r, U256 s)
    {
        var unsigned = new RlpReader(Mint.EncodeUnsigned().AsSpan(1)).ReadList();
        var writer = new RlpWriter();
        writer.StartList();
        for (var i = 0; i < 8; i++)
        {
            writer.Write(unsigned.ReadBytes());
        }
        writer.StartList();
        writer.StartList();
        writer.Write(Key.Address);
        writer.StartList();
        writer.Write(B256.Zero);
        writer.Write(Keccak.Empty);
        writer.EndList();
        writer.EndList();
        writer.EndList();
        writer.Write(parity);
        writer.Write(r);
        writer.Write(s);
        writer.EndList();
        return [2, .. writer.Written];
    }

    private sealed class Impostor : ISigner
    {
        public Address Address => Address.Zero;

        public ValueTask<Signature> SignAsync(B256 digest, CancellationToken cancellation = default) =>
            ValueTask.FromResult(Key.Sign(digest));
    }
}
