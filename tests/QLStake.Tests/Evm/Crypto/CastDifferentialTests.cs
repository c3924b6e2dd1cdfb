using System.Text;
using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.Crypto;

public class CastDifferentialTests
{
    private const int Rounds = 25;

    [Fact]
    public async Task Digests_are_signed_and_recovered_as_cast_does()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (secret, key) = KeyOf(round);
            var digest = Keccak.Hash(Encoding.UTF8.GetBytes($"digest {round}"));
            var theirs = await Cast.RunAsync("wallet", "sign", "--no-hash", "--private-key", secret, digest.ToString());
            key.Sign(digest).ToString().ShouldBe(theirs);
            Secp256k1.Recover(digest, Signature.FromSpan(Hex.Decode(theirs))).ShouldBe(key.Address);
        }
    }

    [Fact]
    public async Task Personal_messages_and_addresses_are_the_same_as_casts()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (secret, key) = KeyOf(round);
            var message = new string('ü', round) + " stake";
            (await Cast.RunAsync("wallet", "address", "--private-key", secret)).ShouldBe(key.Address.ToString());
            var theirs = await Cast.RunAsync("wallet", "sign", "--private-key", secret, message);
            key.Sign(PersonalMessage.Hash(Encoding.UTF8.GetBytes(message))).ToString().ShouldBe(theirs);
        }
    }

    [Fact]
    public async Task Transactions_are_built_and_signed_as_cast_does()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (secret, key) = KeyOf(round);
            var transaction = new Eip1559Transaction
            {
                ChainId = 43_113,
                Nonce = (ulong)round,
                MaxPriorityFeePerGas = (ulong)round * 100,
                MaxFeePerGas = 25_000_000_000UL,
                GasLimit = 21_000 + (ulong)round,
                To = key.Address,
                Value = U256.One << (8 * round),
                Data = new byte[] { 0xab, 0xcd, (byte)round, 0 },
            };
            var theirs = await Cast.RunAsync([
                .. new[] { "mktx", "--private-key", secret, "--chain", $"{transaction.ChainId}" },
                .. new[] { "--nonce", $"{transaction.Nonce}", "--gas-limit", $"{transaction.GasLimit}" },
                .. new[] { "--gas-price", $"{transaction.MaxFeePerGas}" },
                .. new[] { "--priority-gas-price", $"{transaction.MaxPriorityFeePerGas}" },
                .. new[] { "--value", $"{transaction.Value}", $"{transaction.To}" },
                Hex.Encode(transaction.Data.Span),
            ]);
            var ours = await transaction.SignAsync(new DevelopmentKeySigner(key, transaction.ChainId));
            Hex.Encode(ours.Raw.Span).ShouldBe(theirs);
            SignedEip1559Transaction.Decode(Hex.Decode(theirs)).Sender.ShouldBe(key.Address);
        }
    }

    private static (string Secret, PrivateKey Key) KeyOf(int round)
    {
        var secret = Keccak.Hash(Encoding.UTF8.GetBytes($"key {round}"));
        return (secret.ToString(), PrivateKey.FromSpan(secret.AsSpan()));
    }
}
