using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Rpc;

/// <summary>What is asked again, what is not, and when the client gives up.</summary>
[Collection(ChainGroup.Name)]
public sealed class RetryTests(ChainFixture fixture) : IAsyncLifetime
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
        await _chain.GetBlockNumber();
        _proxy.Requests.Clear();
    }

    public async Task DisposeAsync()
    {
        await _chain.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_busy_gateway_is_asked_again(int status)
    {
        FailFirst(2, "eth_getBalance", passing => passing.Status(status));

        await Balance();

        _proxy.Methods.ShouldBe(["eth_getBalance", "eth_getBalance", "eth_getBalance"]);
    }

    [Fact]
    public async Task Retry_After_is_kept_to()
    {
        FailFirst(1, "eth_getBalance", passing => passing.Status(429, TimeSpan.FromSeconds(1)));
        var start = Stopwatch.GetTimestamp();

        await Balance();

        Stopwatch.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_wait_longer_than_the_time_left_fails_at_once()
    {
        FailFirst(9, "eth_getBalance", passing => passing.Status(429, TimeSpan.FromSeconds(600)));
        var start = Stopwatch.GetTimestamp();

        await Should.ThrowAsync<RpcUnavailableException>(Balance);

        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_node_that_hangs_is_asked_again_after_the_time_limit()
    {
        FailFirst(1, "eth_getBalance", passing => passing.Hang());

        await Balance();

        _proxy.Methods.ShouldBe(["eth_getBalance", "eth_getBalance"]);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_asked_again()
    {
        FailFirst(
            1,
            "eth_getBalance",
            async passing =>
            {
                passing.Http.Response.ContentLength = 1000;
                await passing.Http.Response.WriteAsync("{\"jsonrpc\":");
                passing.Http.Abort();
            }
        );

        await Balance();

        _proxy.Methods.Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_provider_s_rate_limit_is_asked_again()
    {
        FailFirst(
            2,
            "eth_getBalance",
            passing => passing.Refuse("eth_getBalance", -32005, "daily request count exceeded")
        );

        await Balance();

        _proxy.Methods.Count().ShouldBe(3);
    }

    [Fact]
    public async Task Only_the_members_that_were_limited_are_asked_again()
    {
        var call = new CallRequest(ChainFixture.Sender, default);
        var requests = 0;
        _proxy.Fault = async passing =>
        {
            var answers = await passing.Ask();
            if (answers is JsonArray batch && Interlocked.Increment(ref requests) == 1)
            {
                batch[1]!.AsObject().Remove("result");
                batch[1]!["error"] = new JsonObject { ["code"] = -32005, ["message"] = "rate limit exceeded" };
            }
            await passing.Answer(answers.ToJsonString());
        };

        var outcomes = await _chain.CallMany([call, call, call], BlockRef.Latest);

        outcomes.ShouldAllBe(outcome => outcome.Error == null);
        _proxy.Methods.Count().ShouldBe(4);
    }

    [Fact]
    public async Task A_revert_is_never_asked_again()
    {
        var call = new CallRequest(null, Bytecode.RevertsWith([1, 2, 3, 4]));

        await Should.ThrowAsync<CallRevertedException>(() => _chain.Call(call, BlockRef.Latest));

        _proxy.Methods.ShouldBe(["eth_call"]);
    }

    [Fact]
    public async Task A_refused_key_is_not_asked_again_and_the_message_names_the_setting()
    {
        FailFirst(9, "eth_getBalance", passing => passing.Status(401));

        var error = await Should.ThrowAsync<RpcUnavailableException>(Balance);

        error.Message.ShouldContain("HTTP 401");
        error.Message.ShouldContain("Chains:fuji:Endpoints:0");
        error.Message.ShouldNotContain("secret-key");
        _proxy.Methods.Count().ShouldBe(1);
    }

    [Fact]
    public async Task When_nothing_answers_the_error_names_endpoint_cause_and_setting()
    {
        await _proxy.Die();
        await using var chain = EvmChain.Create(
            ChainFixture.Options(_proxy.Url) with
            {
                OverallTimeout = TimeSpan.FromSeconds(2),
            },
            TimeProvider.System
        );

        var error = await Should.ThrowAsync<RpcUnavailableException>(() => chain.GetBlockNumber());

        error.Message.ShouldContain("fuji: no endpoint answered eth_blockNumber");
        error.Message.ShouldContain(
            $"{_proxy.Url.Authority}: eth_chainId at {_proxy.Url.Authority}: Connection refused"
        );
        error.Message.ShouldContain("Check Chains:fuji:Endpoints");
        error.Message.ShouldNotContain("secret-key");
    }

    [Fact]
    public async Task A_node_that_comes_back_within_the_overall_time_answers()
    {
        await _proxy.Die();

        var balance = Balance();
        await Task.Delay(300);
        balance.IsCompleted.ShouldBeFalse();
        await _proxy.Revive();

        await balance;
    }

    [Fact]
    public async Task Giving_up_by_the_caller_is_a_cancellation_and_no_error_of_the_endpoint()
    {
        FailFirst(9, "eth_getBalance", passing => passing.Hang());
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() =>
            _chain.GetBalance(ChainFixture.Sender, BlockRef.Latest, cancel.Token)
        );

        _chain.Health.Single().ConsecutiveFailures.ShouldBe(0);
    }

    private void FailFirst(int times, string method, Func<Passing, Task> fault)
    {
        var seen = 0;
        _proxy.Fault = passing =>
            passing.Asks(method) && Interlocked.Increment(ref seen) <= times ? fault(passing) : passing.Forward();
    }

    private Task<U256> Balance() => _chain.GetBalance(ChainFixture.Sender, BlockRef.Latest);
}
