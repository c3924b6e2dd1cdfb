using System.Text.Json.Nodes;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.RateLimitGuard;
using QLStake.IntegrationTests.Rpc;
using QLStake.Localnet.Chains;
using QLStake.Localnet.Services;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using ChainBlock = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.MintExecutor;

/// <summary>What survives a crash, a reorg, and the loss of every row.</summary>
[Collection(MintsTests.Name)]
public sealed class OperationRecoveryTests(MintsFixture fixture)
{
    private static readonly U256 One = 1_000_000_000_000_000_000UL;
    private readonly WayBack way = new(fixture);

    [Fact]
    public async Task An_executor_killed_between_storing_and_sending_sends_once()
    {
        await way.MintToStakerAsync(One);
        var receiver = WayBack.NewAddress(0xd4);
        var release = await way.RedeemAsync(One / 2, receiver);
        var rpc = $"QLSTAKE__CHAINS__{ChainSpec.All.ToList().IndexOf(ChainSpec.Avalanche)}__RPC__0";
        await using var deaf = await FaultProxy.Start(fixture.Avalanche.RpcUri);
        deaf.Fault = passing => passing.Asks("eth_sendRawTransaction") ? passing.Hang() : passing.Forward();
        try
        {
            await RestartAsync(rpc, deaf.Url);
            fixture.Router.Say(release);
            await Eventually.HoldsAsync(
                () => fixture.GetAsync(fixture.Executor, "/batches"),
                batches => batches.Contains(release.OperationId, StringComparison.Ordinal),
                TimeSpan.FromSeconds(30),
                "the transaction is stored"
            );
        }
        finally
        {
            await RestartAsync(rpc, fixture.Avalanche.RpcUri);
        }

        await way.DoneAsync(release, fixture.Avalanche.Rpc);
        (await way.BalanceAsync(receiver)).ShouldBe(release.Item.Amount.Value);
        await way.UntilSettledAsync(release);
        WayBack.Answers(await fixture.LogAsync(fixture.Executor), release).ShouldBe(1);
    }

    [Fact]
    public async Task A_reorg_takes_a_sign_of_life_away_and_it_is_sent_again()
    {
        await HubNodeAsync("evm_setAutomine", true);
        try
        {
            var beat = await way.BeatAsync();
            fixture.Router.Say(beat);
            var receipt = await way.DoneAsync(beat, fixture.Hub.Rpc);
            await Eventually.HoldsAsync(
                () => fixture.GetAsync(fixture.Executor, "/operations"),
                waiting => waiting.Contains("\"Mined\"", StringComparison.Ordinal),
                TimeSpan.FromSeconds(20),
                "the executor has seen it mined"
            );

            await HubNodeAsync("anvil_reorg", 1, Array.Empty<object>());
            (await fixture.Hub.Rpc.GetReceipt(receipt.TransactionHash)).ShouldBeNull();

            // The very same transaction: there is no second one that could be mined as well.
            await Eventually.HoldsAsync(
                () => fixture.Hub.Rpc.GetReceipt(receipt.TransactionHash),
                again => again is { Succeeded: true },
                TimeSpan.FromSeconds(20),
                "it is sent again"
            );
            (await way.LastQuorumAsync()).ShouldBeGreaterThanOrEqualTo(beat.At);
        }
        finally
        {
            await HubNodeAsync("evm_setIntervalMining", 1);
        }
    }

    [Fact]
    public async Task Rows_written_anew_from_the_streams_equal_the_live_ones()
    {
        await way.MintToStakerAsync(One);
        var release = await way.RedeemAsync(One / 2, WayBack.NewAddress(0xd9));
        fixture.Router.Say(release);
        var expired = way.Rejected(await fixture.StakeAsync(One, WayBack.NewAddress(0xdb)), -TimeSpan.FromMinutes(30));
        fixture.Router.Say(expired);
        await fixture.SaidAsync<OperationReturned>(fixture.Executor, said => said.OperationId == expired.OperationId);
        await way.UntilSettledAsync(release);
        var live = await RowsAsync();
        live.ShouldContain(release.OperationId);
        live.ShouldContain(expired.OperationId);

        using var http = new HttpClient { BaseAddress = fixture.Executor.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ServiceFleet.DevelopmentToken);
        // Whoever keeps batches going may send one between two looks.
        await Eventually.HoldsAsync(
            async () =>
            {
                var before = await RowsAsync();
                using var answer = await http.PostAsync(new Uri("/admin/rebuild", UriKind.Relative), content: null);
                answer.EnsureSuccessStatusCode();
                return (Before: before, After: await RowsAsync());
            },
            rows => rows.After == rows.Before,
            TimeSpan.FromSeconds(30),
            "rows written anew equal the live ones"
        );
    }

    /// <summary>What is at rest; operations that wait are looked at again all the time.</summary>
    private async Task<string> RowsAsync()
    {
        var operations = JsonNode.Parse(await fixture.GetAsync(fixture.Executor, "/operations"))!.AsArray();
        var returned = operations.Where(operation => (string)operation!["standing"]! == "GivenBack");
        return string.Join('\n', returned.Select(operation => operation!.ToJsonString()).Order())
            + await fixture.GetAsync(fixture.Executor, "/batches")
            + await fixture.GetAsync(fixture.Executor, "/flushes");
    }

    private Task HubNodeAsync(string method, params object?[] parameters) =>
        fixture.Hub.Rpc.Request(RpcCall.Json(method, parameters));

    private async Task RestartAsync(string setting, Uri rpc)
    {
        await fixture.Executor.KillAsync();
        fixture.Executor.Configure(setting, rpc.ToString());
        await fixture.Executor.StartAsync();
    }
}
