using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Rpc;

[Collection(ChainGroup.Name)]
public sealed class WrongChainTests(ChainFixture fixture)
{
    [Fact]
    public async Task An_endpoint_of_another_chain_is_refused_and_the_settings_are_named()
    {
        await using var chain = EvmChain.Create(Mainnet(fixture.Url), TimeProvider.System);

        var error = await Should.ThrowAsync<WrongChainException>(() => chain.GetBlockNumber());

        error.Expected.ShouldBe(43114ul);
        error.Found.ShouldBe(ChainFixture.ChainId);
        error.Setting.ShouldBe("Chains:fuji:Endpoints:0");
        error.Message.ShouldContain("serves chain id 43113, but Chains:fuji:ChainId is 43114");
    }

    [Fact]
    public async Task Nothing_is_read_from_or_sent_to_another_chain()
    {
        await using var proxy = await FaultProxy.Start(fixture.Url);
        await using var chain = EvmChain.Create(Mainnet(proxy.Url), TimeProvider.System);

        await Should.ThrowAsync<WrongChainException>(() => chain.SendRawTransaction(new byte[] { 2, 1 }));

        proxy.Methods.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_endpoint_that_becomes_our_chain_is_taken_without_a_restart()
    {
        await using var proxy = await FaultProxy.Start(fixture.Url);
        proxy.Fault = async passing =>
        {
            var answer = await passing.Ask();
            if (passing.Asks("eth_chainId"))
                answer["result"] = "0x1";
            await passing.Answer(answer.ToJsonString());
        };
        await using var chain = EvmChain.Create(ChainFixture.Options(proxy.Url), TimeProvider.System);
        await Should.ThrowAsync<WrongChainException>(() => chain.GetBlockNumber());

        proxy.Fault = null;

        await chain.GetBlockNumber();
    }

    [Fact]
    public async Task A_node_that_comes_back_as_another_chain_is_noticed()
    {
        await using var proxy = await FaultProxy.Start(fixture.Url);
        await using var chain = EvmChain.Create(ChainFixture.Options(proxy.Url), TimeProvider.System);
        await chain.GetBlockNumber();
        await proxy.Die();
        var asking = chain.GetBlockNumber();
        proxy.Fault = async passing =>
        {
            var answer = await passing.Ask();
            if (passing.Asks("eth_chainId"))
                answer["result"] = "0x1";
            await passing.Answer(answer.ToJsonString());
        };
        await FailoverTests.Until(() => chain.Health.Single().ConsecutiveFailures > 0);

        await proxy.Revive();

        await Should.ThrowAsync<WrongChainException>(() => asking);
    }

    [Fact]
    public async Task A_wrong_endpoint_beside_a_right_one_is_left_out_and_shown()
    {
        await using var wrong = await FaultProxy.Start(fixture.Url);
        wrong.Fault = async passing =>
        {
            var answer = await passing.Ask();
            if (passing.Asks("eth_chainId"))
                answer["result"] = "0x1";
            await passing.Answer(answer.ToJsonString());
        };
        await using var chain = EvmChain.Create(ChainFixture.Options(wrong.Url, fixture.Url), TimeProvider.System);

        await chain.GetBlockNumber();

        wrong.Methods.ShouldBeEmpty();
        chain.Health[0].Usable.ShouldBeFalse();
        chain.Health[0].LastFailure!.ShouldContain("serves chain id 1");
        await Should.ThrowAsync<WrongChainException>(() => chain.Endpoints[0].GetBlockNumber());
    }

    private static EvmChainOptions Mainnet(Uri url) => ChainFixture.Options(url) with { ChainId = 43114 };
}
