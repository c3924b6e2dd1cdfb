using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.Signing;

public class DevelopmentKeySignerTests
{
    private static readonly PrivateKey Key = PrivateKey.FromSpan(Keccak.Hash("development"u8).AsSpan());

    [Theory]
    [InlineData(31_337)]
    [InlineData(43_113)]
    [InlineData(11_155_111)]
    [InlineData(421_614)]
    public async Task On_local_and_test_networks_it_signs(ulong chainId)
    {
        var signer = new DevelopmentKeySigner(Key, chainId);
        Secp256k1.Recover(Keccak.Empty, await signer.SignAsync(Keccak.Empty)).ShouldBe(signer.Address);
    }

    [Theory]
    [InlineData(1, "Ethereum")]
    [InlineData(43_114, "Avalanche")]
    [InlineData(42_161, "Arbitrum One")]
    [InlineData(8_453, "Base")]
    public void On_a_main_network_it_refuses_unless_asked_explicitly(ulong chainId, string name)
    {
        Should
            .Throw<InvalidOperationException>(() => new DevelopmentKeySigner(Key, chainId))
            .Message.ShouldContain($"found {name} (chain id {chainId}). Use a keystore file or a remote signer");
        new DevelopmentKeySigner(Key, chainId, allowMainNetwork: true).Address.ShouldBe(Key.Address);
    }

    [Fact]
    public async Task A_cancelled_request_is_not_signed()
    {
        var signer = new DevelopmentKeySigner(Key, 31_337);
        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await signer.SignAsync(Keccak.Empty, new CancellationToken(canceled: true))
        );
    }
}
