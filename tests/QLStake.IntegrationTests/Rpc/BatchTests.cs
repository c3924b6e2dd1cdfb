using System.Diagnostics;
using System.Text.Json.Nodes;
using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Rpc;

/// <summary>Many questions in one exchange, and the answers that endpoints give to batches.</summary>
[Collection(ChainGroup.Name)]
public sealed class BatchTests(ChainFixture fixture) : IAsyncLifetime
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
    public async Task Where_nobody_answers_the_rest_of_a_long_list_is_not_waited_out()
    {
        await _proxy.Die();
        await using var chain = EvmChain.Create(
            ChainFixture.Options(_proxy.Url) with
            {
                MaxBatch = 1,
                RequestTimeout = TimeSpan.FromSeconds(1),
                OverallTimeout = TimeSpan.FromSeconds(1),
            },
            TimeProvider.System
        );
        var start = Stopwatch.GetTimestamp();

        var outcomes = await chain.CallMany([.. Enumerable.Repeat(Nothing, 50)], BlockRef.Latest);

        outcomes.Count.ShouldBe(50);
        outcomes.ShouldAllBe(outcome => outcome.Error is RpcUnavailableException);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
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

    private static CallRequest Nothing => new(ChainFixture.Sender, default);
}
