using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Rpc;

/// <summary>Signed transactions on their way into a real pool.</summary>
[Collection(ChainGroup.Name)]
public sealed class SendingTests(ChainFixture fixture) : IAsyncLifetime
{
    private FaultProxy _proxy = null!;
    private EvmChain _chain = null!;

    public async Task InitializeAsync()
    {
        _proxy = await FaultProxy.Start(fixture.Url);
        _chain = EvmChain.Create(
            ChainFixture.Options(_proxy.Url) with
            {
                RequestTimeout = TimeSpan.FromMilliseconds(1500),
            },
            TimeProvider.System
        );
    }

    public async Task DisposeAsync()
    {
        await _chain.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    [Fact]
    public async Task A_transaction_is_sent_and_found()
    {
        var signed = await fixture.Sign(await NextNonce());

        var hash = await _chain.SendRawTransaction(signed);

        hash.ShouldBe(Keccak.Hash(signed));
        (await fixture.Mined(hash)).Succeeded.ShouldBeTrue();
        var found = (await _chain.GetTransaction(hash))!;
        found.From.ShouldBe(ChainFixture.Sender);
        found.Value.ShouldBe(U256.One);
        found.BlockNumber.ShouldNotBeNull();
    }

    [Fact]
    public async Task Sending_the_same_transaction_again_succeeds_in_the_pool_and_in_a_block()
    {
        var next = await NextNonce();
        // One nonce too far, so that it waits in the pool.
        var signed = await fixture.Sign(next + 1);

        var hash = await _chain.SendRawTransaction(signed);
        (await _chain.SendRawTransaction(signed)).ShouldBe(hash);
        (await _chain.GetTransaction(hash))!.BlockNumber.ShouldBeNull();

        await _chain.SendRawTransaction(await fixture.Sign(next));
        await fixture.Mined(hash);
        (await _chain.SendRawTransaction(signed)).ShouldBe(hash);
    }

    [Fact]
    public async Task An_attempt_whose_answer_was_lost_succeeds_when_it_is_repeated()
    {
        var signed = await fixture.Sign(await NextNonce());
        var seen = 0;
        _proxy.Fault = async passing =>
        {
            if (!passing.Asks("eth_sendRawTransaction") || Interlocked.Increment(ref seen) > 1)
            {
                await passing.Forward();
                return;
            }
            await passing.Ask();
            await fixture.Mined(Keccak.Hash(signed));
            await passing.Hang();
        };

        (await _chain.SendRawTransaction(signed)).ShouldBe(Keccak.Hash(signed));

        seen.ShouldBe(2);
    }

    [Fact]
    public async Task A_used_nonce_is_too_low()
    {
        var nonce = await NextNonce();
        await fixture.Mined(await _chain.SendRawTransaction(await fixture.Sign(nonce)));

        await Should.ThrowAsync<NonceTooLowException>(async () =>
            await _chain.SendRawTransaction(await fixture.Sign(nonce, value: 2))
        );
    }

    [Fact]
    public async Task A_replacement_that_pays_no_more_is_underpriced()
    {
        var nonce = await NextNonce();
        await _chain.SendRawTransaction(await fixture.Sign(nonce + 1));

        await Should.ThrowAsync<ReplacementUnderpricedException>(async () =>
            await _chain.SendRawTransaction(await fixture.Sign(nonce + 1, value: 2))
        );

        await _chain.SendRawTransaction(await fixture.Sign(nonce + 1, value: 2, feePerGas: 4_000_000_000));
        await fixture.Mined(await _chain.SendRawTransaction(await fixture.Sign(nonce)));
    }

    [Fact]
    public async Task More_than_the_account_has_is_insufficient()
    {
        var signed = await fixture.Sign(
            await NextNonce(),
            value: ulong.MaxValue,
            feePerGas: 10_000_000_000_000_000_000
        );

        await Should.ThrowAsync<InsufficientFundsException>(() => _chain.SendRawTransaction(signed));
    }

    [Fact]
    public async Task A_fee_below_the_base_fee_is_too_low()
    {
        var signed = await fixture.Sign(await NextNonce(), feePerGas: 1);

        await Should.ThrowAsync<FeeTooLowException>(() => _chain.SendRawTransaction(signed));
    }

    [Fact]
    public async Task What_is_no_transaction_is_refused_in_the_node_s_words()
    {
        var error = await Should.ThrowAsync<RpcErrorException>(() => _chain.SendRawTransaction(new byte[] { 2, 1 }));

        error.NodeMessage.ShouldNotBeEmpty();
    }

    private Task<ulong> NextNonce() => _chain.GetTransactionCount(ChainFixture.Sender, BlockRef.Latest);
}
