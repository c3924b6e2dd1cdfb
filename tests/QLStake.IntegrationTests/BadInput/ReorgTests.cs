using System.Globalization;
using System.Text.Json.Nodes;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using QLStake.IntegrationTests.Localnet;
using QLStake.IntegrationTests.Rpc;
using QLStake.Localnet.Chains;
using QLStake.Localnet.Servers;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.BadInput;

/// <summary>A chain that takes a block back, and an endpoint that only seems to.</summary>
[Collection(BadInputTests.Name)]
public sealed class ReorgTests(BadInputFixture fixture)
{
    private const ulong Lag = 8;
    private static readonly U256 Dollar = 1_000_000;

    [Fact]
    public async Task A_stake_whose_block_is_orphaned_is_told_and_taken_back_and_the_next_is_told_once()
    {
        await WatchingAsync();
        var arbitrum = fixture.Network.Chains.Arbitrum;
        var node = fixture.Network.Chains.NodeOf(arbitrum);
        // Only transactions make blocks now, so nothing becomes final meanwhile.
        await node.CallAsync("evm_setAutomine", [true]);
        var before = await LogAsync(arbitrum);
        var sender = new StakeSender(arbitrum);

        var lost = await sender.StakeAsync(Asset(arbitrum), Dollar, DevelopmentAccount.Staker.Address);
        await UntilAsync(arbitrum, log => Told(log, lost.Id) == 1, "the stake is told");
        await node.CallAsync("anvil_reorg", [1, Array.Empty<object>()]);
        var log = await UntilAsync(
            arbitrum,
            log => Orphaned(log).Contains(lost.Receipt.BlockHash),
            "its block is taken back"
        );
        Orphaned(log).Count().ShouldBe(Orphaned(before).Count() + 1);

        var kept = await sender.StakeAsync(Asset(arbitrum), Dollar * 2, DevelopmentAccount.Staker.Address);
        await node.CallAsync("evm_setIntervalMining", [1]);
        await UntilAsync(arbitrum, log => Told(log, kept.Id) == 1, "the next stake is told");
        Told(await LogAsync(arbitrum), lost.Id).ShouldBe(1);
        await fixture.UntilReadyAsync(fixture.Watcher);
    }

    [Fact]
    public async Task An_endpoint_that_falls_behind_takes_nothing_back()
    {
        await WatchingAsync();
        var before = await fixture.StakeAsync();
        await fixture.TellsOnceAsync(before);
        var head = await fixture.Avalanche.HeadAsync(BlockRef.Latest);
        var asked = fixture.Endpoint.Requests.Count;

        fixture.Endpoint.Fault = passing => AnswerAsOf(passing, head - Lag);
        var meanwhile = await fixture.StakeAsync();
        await Eventually.HoldsAsync(
            () => Task.FromResult(fixture.Endpoint.Requests.Count),
            count => count > asked + 30,
            BadInputFixture.Soon,
            "the watcher has asked the one that is behind"
        );
        var said = await fixture.ReadinessAsync(fixture.Watcher);
        fixture.Endpoint.Fault = null;

        said.ShouldStartWith("OK");
        await fixture.TellsOnceAsync(before, meanwhile);
        Orphaned(await LogAsync(fixture.Avalanche)).ShouldBeEmpty();
    }

    /// <summary>Knows no block above a height.</summary>
    private static async Task AnswerAsOf(Passing passing, ulong height)
    {
        foreach (var question in Passing.MembersOf(passing.Request))
            if ((string)question["method"]! == "eth_getBlockByNumber" && (string)question["params"]![0]! == "latest")
                question["params"]![0] = $"0x{height:x}";
        var answers = await passing.Ask();
        foreach (var answer in Passing.MembersOf(answers))
            if (
                answer["result"] is JsonObject block
                && block["number"] is { } number
                && block.ContainsKey("parentHash")
                && Number(number) > height
            )
                answer["result"] = null;
        await passing.Answer(answers.ToJsonString());
    }

    private static ulong Number(JsonNode hex) =>
        ulong.Parse(((string)hex!).AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static Address Asset(LocalChain chain) => chain.Protocol.TestAsset.ShouldNotBeNull();

    private async Task WatchingAsync()
    {
        if (!await fixture.Watcher.IsReadyAsync())
            await (await fixture.PreparedAsync(ServiceNames.ChainWatcher)).StartAsync();
    }

    private Task<List<LogEntry>> LogAsync(LocalChain chain) =>
        Bus.ReadAsync(fixture.Watcher.Address, $"{ServiceNames.ChainWatcher}/{chain.Spec.Selector}");

    private Task<List<LogEntry>> UntilAsync(LocalChain chain, Func<List<LogEntry>, bool> holds, string what) =>
        Eventually.HoldsAsync(() => LogAsync(chain), holds, BadInputFixture.Soon, what);

    private static int Told(IEnumerable<LogEntry> log, StakeId stake) =>
        Read<BlockObserved>(log)
            .SelectMany(block => block.Facts)
            .Count(fact => fact.Fact is StakeLocked locked && locked.StakeId == stake);

    private static IEnumerable<B256> Orphaned(IEnumerable<LogEntry> log) =>
        Read<ChainReorged>(log).SelectMany(reorg => reorg.Orphaned);

    private static IEnumerable<TMessage> Read<TMessage>(IEnumerable<LogEntry> log) =>
        log.Where(entry => entry.Name == MessageNames.Of(typeof(TMessage)))
            .Select(QLStake.Hosting.MessageJson.Read<TMessage>);
}
