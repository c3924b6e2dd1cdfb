using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Rpc;

/// <summary>Two endpoints of one chain: the second stands in for the first, and a quorum can still tell them apart.</summary>
[Collection(ChainGroup.Name)]
public sealed class FailoverTests(ChainFixture fixture) : IAsyncLifetime
{
    private FaultProxy _first = null!;
    private FaultProxy _second = null!;
    private EvmChain _chain = null!;

    public async Task InitializeAsync()
    {
        _first = await FaultProxy.Start(fixture.Url);
        _second = await FaultProxy.Start(fixture.Url);
        _chain = EvmChain.Create(
            ChainFixture.Options(_first.Url, _second.Url) with
            {
                RequestTimeout = TimeSpan.FromMilliseconds(1500),
            },
            TimeProvider.System
        );
        await Until(() => _chain.Health.All(endpoint => endpoint.Head is not null));
    }

    public async Task DisposeAsync()
    {
        await _chain.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task The_first_endpoint_answers_while_it_is_well()
    {
        await Balance();

        _first.Methods.ShouldContain("eth_getBalance");
        _second.Methods.ShouldNotContain("eth_getBalance");
    }

    [Fact]
    public async Task When_the_first_dies_the_second_answers_and_when_it_is_back_the_first_does_again()
    {
        await _first.Die();
        await Balance();
        _second.Methods.ShouldContain("eth_getBalance");
        await Until(() => !_chain.Health[0].Usable);
        _chain.Health[0].LastFailure!.ShouldContain("Connection refused");

        await _first.Revive();
        await Until(() => _chain.Health[0].Usable);
        _first.Requests.Clear();
        await Balance();
        _first.Methods.ShouldContain("eth_getBalance");
    }

    [Fact]
    public async Task A_hanging_endpoint_costs_its_time_limit_a_few_times_and_then_nothing()
    {
        _first.Fault = passing => passing.Hang();
        await Until(() => !_chain.Health[0].Usable);
        _first.Requests.Clear();

        await Balance();

        _first.Methods.ShouldNotContain("eth_getBalance");
        _second.Methods.ShouldContain("eth_getBalance");
    }

    [Fact]
    public async Task A_malformed_answer_is_asked_for_elsewhere()
    {
        _first.Fault = passing => passing.Asks("eth_getBalance") ? passing.Answer("<html>") : passing.Forward();

        await Balance();

        _second.Methods.ShouldContain("eth_getBalance");
    }

    [Fact]
    public async Task A_method_one_node_does_not_have_is_asked_for_elsewhere()
    {
        _first.Fault = passing => passing.Refuse("eth_getBlockReceipts", -32601, "the method does not exist");

        (await _chain.GetBlockReceipts(BlockRef.Latest)).ShouldNotBeNull();

        _second.Methods.ShouldContain("eth_getBlockReceipts");
    }

    [Fact]
    public async Task A_revert_is_not_asked_for_elsewhere()
    {
        var call = new CallRequest(null, Bytecode.RevertsWith([1, 2, 3, 4]));

        await Should.ThrowAsync<CallRevertedException>(() => _chain.Call(call, BlockRef.Latest));

        _second.Methods.ShouldNotContain("eth_call");
    }

    [Fact]
    public async Task An_endpoint_that_lags_comes_last()
    {
        await fixture.Mine(50);
        _first.Fault = async passing =>
        {
            var answer = await passing.Ask();
            if (passing.Asks("eth_blockNumber"))
                answer["result"] = "0x1";
            await passing.Answer(answer.ToJsonString());
        };
        await Until(() => _chain.Health[0].Lagging);
        _first.Requests.Clear();

        await Balance();

        _first.Methods.ShouldNotContain("eth_getBalance");
        _chain.Health[0].Usable.ShouldBeTrue();
    }

    [Fact]
    public async Task Logs_that_the_first_has_not_reached_come_from_the_second()
    {
        var head = await _chain.GetBlockNumber();
        _first.Fault = async passing =>
        {
            var answer = await passing.Ask();
            foreach (
                var member in Passing.MembersOf(answer).Where(a => a["result"] is System.Text.Json.Nodes.JsonValue)
            )
                member["result"] = $"0x{head - 1:x}";
            await passing.Answer(answer.ToJsonString());
        };

        await _chain.GetLogs(LogQuery.Range(head, head));

        _second.Methods.ShouldContain("eth_getLogs");
    }

    [Fact]
    public async Task Each_endpoint_can_be_asked_alone_and_nobody_stands_in_for_it()
    {
        await _first.Die();
        var alone = _chain.Endpoints;

        alone.Count.ShouldBe(2);
        (await alone[1].GetBlockNumber()).ShouldBeGreaterThan(0ul);
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<OperationCanceledException>(() => alone[0].GetBlockNumber(soon.Token));
        alone[0].Health.Single().Host.ShouldBe(_first.Url.Authority);
    }

    [Fact]
    public async Task A_single_endpoint_lists_itself()
    {
        await using var chain = EvmChain.Create(ChainFixture.Options(_first.Url), TimeProvider.System);

        chain.Endpoints.ShouldBe([chain]);
    }

    private Task<U256> Balance() => _chain.GetBalance(ChainFixture.Sender, BlockRef.Latest);

    internal static async Task Until(Func<bool> condition)
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            if (condition())
                return;
            await Task.Delay(10);
        }
        throw new TimeoutException("expected the condition to come true within 10 s, it did not");
    }
}
