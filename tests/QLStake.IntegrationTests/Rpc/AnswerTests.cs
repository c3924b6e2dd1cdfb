using System.Text.Json.Nodes;
using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Rpc;

/// <summary>What an endpoint may answer instead of what was asked.</summary>
[Collection(ChainGroup.Name)]
public sealed class AnswerTests(ChainFixture fixture) : IAsyncLifetime
{
    private FaultProxy _proxy = null!;
    private EvmChain _chain = null!;

    public async Task InitializeAsync()
    {
        _proxy = await FaultProxy.Start(fixture.Url);
        _chain = EvmChain.Create(ChainFixture.Options(_proxy.Url), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _chain.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    [Fact]
    public async Task The_id_may_come_after_the_result()
    {
        _proxy.Fault = async passing =>
        {
            var answer = await passing.Ask();
            var last = new JsonObject
            {
                ["result"] = answer["result"]?.DeepClone(),
                ["id"] = answer["id"]!.DeepClone(),
            };
            await passing.Answer(last.ToJsonString());
        };

        (await _chain.GetHeader(BlockRef.Number(0)))!.Number.ShouldBe(0ul);
    }

    [Fact]
    public async Task An_answer_with_another_id_is_malformed()
    {
        _proxy.Fault = async passing =>
        {
            var answer = await passing.Ask();
            if (passing.Asks("eth_getBalance"))
                answer["id"] = 999_999;
            await passing.Answer(answer.ToJsonString());
        };

        var error = await Should.ThrowAsync<RpcMalformedException>(Balance);
        error.Message.ShouldContain("expected the id of one of our questions, found 999999");
        error.Host.ShouldBe(_proxy.Url.Authority);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("<html>welcome</html>", "not JSON")]
    [InlineData("""{"jsonrpc":"2.0","id":""", "not JSON")]
    [InlineData("[]", "found none with this one's id")]
    [InlineData("42", "expected a JSON-RPC answer object, found 42")]
    [InlineData("""{"jsonrpc":"2.0","result":"0x1"}""", "expected an answer with an id, found none")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"result":"0x1"}""", "expected an answer with an id, found null")]
    public async Task What_is_no_answer_is_malformed_and_not_asked_again(string body, string problem)
    {
        await _chain.GetBlockNumber();
        _proxy.Requests.Clear();
        _proxy.Fault = passing => passing.Answer(body);

        var error = await Should.ThrowAsync<RpcMalformedException>(Balance);

        error.Message.ShouldContain(problem);
        error.Message.ShouldContain($"eth_getBalance at {_proxy.Url.Authority}");
        error.Message.ShouldNotContain("secret-key");
        _proxy.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("null", "found Null")]
    [InlineData("\"12\"", "found 12")]
    [InlineData("\"0xzz\"", "found 0xzz")]
    [InlineData("{\"a\":[1]}", "found StartObject")]
    [InlineData("\"0x10000000000000000000000000000000000000000000000000000000000000000\"", "expected a quantity")]
    public async Task A_result_of_another_shape_is_malformed(string result, string problem)
    {
        await _chain.GetBlockNumber();
        _proxy.Fault = passing =>
            passing.Answer($$"""{"jsonrpc":"2.0","id":{{passing.Request["id"]}},"result":{{result}}}""");

        var error = await Should.ThrowAsync<RpcMalformedException>(Balance);

        error.Message.ShouldContain(problem);
    }

    [Fact]
    public async Task Another_block_than_the_one_asked_for_is_malformed()
    {
        await fixture.Mine(2);
        _proxy.Fault = async passing =>
        {
            if (passing.Asks("eth_getBlockByNumber"))
                passing.Request["params"]![0] = "0x1";
            await passing.Forward();
        };

        var error = await Should.ThrowAsync<RpcMalformedException>(() => _chain.GetHeader(BlockRef.Number(2)));

        error.Message.ShouldContain("expected block 0x2, found block 1");
    }

    [Fact]
    public async Task An_answer_over_the_size_limit_is_not_read_to_its_end()
    {
        await using var chain = EvmChain.Create(
            ChainFixture.Options(_proxy.Url) with
            {
                MaxResponseBytes = 64 * 1024,
            },
            TimeProvider.System
        );
        _proxy.Fault = async passing =>
        {
            if (!passing.Asks("eth_getCode"))
            {
                await passing.Forward();
                return;
            }
            // Endless: only the limit ends it.
            while (!passing.Http.RequestAborted.IsCancellationRequested)
                await passing.Http.Response.Body.WriteAsync(new byte[16 * 1024]);
        };

        var error = await Should.ThrowAsync<AnswerTooLargeException>(() =>
            chain.GetCode(ChainFixture.Sender, BlockRef.Latest)
        );

        error.Message.ShouldContain("MaxResponseBytes (65536)");
    }

    private Task<U256> Balance() => _chain.GetBalance(ChainFixture.Sender, BlockRef.Latest);
}
