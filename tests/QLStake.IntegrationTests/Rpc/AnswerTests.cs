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
    public async Task Shuffled_answers_of_a_batch_find_their_questions()
    {
        await fixture.Mine(20);
        _proxy.Fault = async passing =>
        {
            var answers = await passing.Ask();
            await passing.Answer(
                answers is JsonArray batch
                    ? new JsonArray([.. batch.Reverse().Select(a => a!.DeepClone())]).ToJsonString()
                    : answers.ToJsonString()
            );
        };

        var headers = await _chain.GetHeaders(1, 20);

        headers.Select(header => header.Number).ShouldBe(Enumerable.Range(1, 20).Select(n => (ulong)n));
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

    [Fact]
    public async Task A_member_answered_twice_makes_the_batch_malformed()
    {
        _proxy.Fault = async passing =>
        {
            var answers = await passing.Ask();
            if (answers is JsonArray batch)
                batch.Add(batch[0]!.DeepClone());
            await passing.Answer(answers.ToJsonString());
        };

        await Should.ThrowAsync<RpcMalformedException>(() => _chain.GetHeaders(0, 1));
    }

    [Fact]
    public async Task An_error_with_id_null_is_the_refusal_of_the_member_that_got_no_answer()
    {
        await fixture.Mine(3);
        _proxy.Fault = async passing =>
        {
            var answers = await passing.Ask();
            if (answers is JsonArray batch)
                batch[1] = JsonNode.Parse(
                    """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid request"}}"""
                );
            await passing.Answer(answers.ToJsonString());
        };

        var outcomes = await _chain.CallMany([Nothing, Nothing, Nothing], BlockRef.Latest);

        outcomes[0].Error.ShouldBeNull();
        outcomes[1].Error.ShouldBeOfType<RpcErrorException>().Code.ShouldBe(-32600);
        outcomes[2].Error.ShouldBeNull();
    }

    [Fact]
    public async Task One_error_for_a_whole_batch_is_the_refusal_of_every_member()
    {
        _proxy.Fault = passing =>
            passing.Request is JsonArray
                ? passing.Answer("""{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batch too large"}}""")
                : passing.Forward();

        var outcomes = await _chain.CallMany([Nothing, Nothing], BlockRef.Latest);

        outcomes.ShouldAllBe(outcome => outcome.Error is RpcErrorException);
    }

    [Fact]
    public async Task A_member_without_an_answer_is_malformed_and_the_others_are_not()
    {
        _proxy.Fault = async passing =>
        {
            var answers = await passing.Ask();
            (answers as JsonArray)?.RemoveAt(0);
            await passing.Answer(answers.ToJsonString());
        };

        var outcomes = await _chain.CallMany([Nothing, Nothing], BlockRef.Latest);

        outcomes[0].Error.ShouldBeOfType<RpcMalformedException>();
        outcomes[1].Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_empty_batch_is_never_sent()
    {
        (await _chain.CallMany([], BlockRef.Latest)).ShouldBeEmpty();
        (await _chain.GetReceipts([])).ShouldBeEmpty();

        _proxy.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_is_cut_to_the_size_allowed()
    {
        await using var chain = EvmChain.Create(
            ChainFixture.Options(_proxy.Url) with
            {
                MaxBatch = 3,
            },
            TimeProvider.System
        );

        await chain.CallMany([.. Enumerable.Repeat(Nothing, 7)], BlockRef.Latest);

        _proxy.Requests.Select(request => (request as JsonArray)?.Count ?? 1).ShouldBe([1, 3, 3, 1]);
    }

    [Fact]
    public async Task An_endpoint_without_batches_is_asked_one_by_one()
    {
        var contract = (await fixture.Send(null, Bytecode.LogsItsInput)).ContractAddress!.Value;
        var block = (await fixture.Send(contract, new byte[32])).BlockNumber;
        await using var chain = EvmChain.Create(
            ChainFixture.Options(_proxy.Url) with
            {
                MaxBatch = 1,
            },
            TimeProvider.System
        );

        (await chain.GetLogs(LogQuery.Range(block, block))).Count.ShouldBe(1);
        (await chain.GetHeaders(1, 2)).Count.ShouldBe(2);

        _proxy.Requests.ShouldAllBe(request => request is JsonObject);
        await Should.ThrowAsync<NotThereYetException>(() => chain.GetLogs(LogQuery.Range(block, block + 9)));
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

    private static CallRequest Nothing => new(ChainFixture.Sender, default);

    private Task<U256> Balance() => _chain.GetBalance(ChainFixture.Sender, BlockRef.Latest);
}
