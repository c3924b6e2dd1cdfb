using System.Globalization;
using System.Text.Json.Nodes;
using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Rpc;

/// <summary>Providers that give logs of few blocks at a time, each saying so in its own words.</summary>
[Collection(ChainGroup.Name)]
public sealed class LogRangeTests(ChainFixture fixture) : IAsyncLifetime
{
    private FaultProxy _proxy = null!;
    private EvmChain _chain = null!;
    private Address _contract;
    private ulong _first;
    private ulong _last;

    public async Task InitializeAsync()
    {
        _contract = (await fixture.Send(null, Bytecode.LogsItsInput)).ContractAddress!.Value;
        _first = (await fixture.Send(_contract, Keccak.Hash([0]).ToArray())).BlockNumber;
        await fixture.Mine(60);
        await fixture.Send(_contract, Keccak.Hash([1]).ToArray());
        await fixture.Mine(60);
        _last = (await fixture.Send(_contract, Keccak.Hash([2]).ToArray())).BlockNumber;
        _proxy = await FaultProxy.Start(fixture.Url);
        _chain = EvmChain.Create(ChainFixture.Options(_proxy.Url), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _chain.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    [Theory]
    [InlineData(-32005, "query returned more than 10000 results. Try with this block range [0x1, 0x2].")]
    [InlineData(-32602, "Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range")]
    [InlineData(-32600, "You can make eth_getLogs requests with up to a 10 block range on the Free tier")]
    [InlineData(-32614, "eth_getLogs is limited to a 10,000 range")]
    [InlineData(-32600, "block range is too wide")]
    [InlineData(-32062, "Block range is too large")]
    [InlineData(-32000, "requested too many blocks from 0 to 5000, maximum is set to 2048")]
    [InlineData(35, "ranges over 10000 blocks are not supported on freetier")]
    [InlineData(-32701, "exceed maximum block range: 50000")]
    [InlineData(-32005, "Requested range exceeds maximum RPC range limit")]
    [InlineData(-32000, "logs matched by query exceeds limit of 10000")]
    [InlineData(-32602, "query exceeds max results 20000, retry with the range 1-2")]
    [InlineData(-32020, "backend response too large")]
    [InlineData(-32047, "Invalid eth_getLogs request. 'fromBlock'-'toBlock' range too large. Max range: 800")]
    [InlineData(-32008, "Response is too big")]
    [InlineData(-32000, "query timeout exceeded")]
    public async Task A_capped_range_is_read_in_pieces(int code, string words)
    {
        Cap(25, code, words);

        var logs = await Read();

        logs.ShouldBe([Keccak.Hash([0]), Keccak.Hash([1]), Keccak.Hash([2])]);
    }

    [Fact]
    public async Task Pages_join_without_gap_or_overlap()
    {
        Cap(25, -32600, "block range is too wide");
        var next = _first;

        await foreach (var page in _chain.ReadLogs(LogQuery.Range(_first, _last)))
        {
            page.From.ShouldBe(next);
            page.Logs.ShouldAllBe(log => log.BlockNumber >= page.From && log.BlockNumber <= page.To);
            next = page.To + 1;
        }

        next.ShouldBe(_last + 1);
    }

    [Fact]
    public async Task What_was_learnt_of_the_cap_is_kept()
    {
        Cap(25, -32600, "block range is too wide");
        await Read();
        _proxy.Requests.Clear();

        await _chain.GetLogs(LogQuery.Range(_first, _first + 9));
        await _chain.GetLogs(LogQuery.Range(_first, _first + 9));

        _proxy.Methods.Count(method => method == "eth_getLogs").ShouldBe(2);
    }

    [Fact]
    public async Task A_lifted_cap_is_noticed()
    {
        Cap(4, -32600, "block range is too wide");
        await Read();
        _proxy.Fault = null;
        for (var i = 0; i < 12; i++)
            await Read();
        _proxy.Requests.Clear();

        await Read();

        _proxy.Methods.Count(method => method == "eth_getLogs").ShouldBeLessThan(10);
    }

    [Fact]
    public async Task A_single_block_that_is_too_much_is_an_error_and_no_endless_loop()
    {
        Cap(0, -32005, "query returned more than 10000 results");

        var error = await Should.ThrowAsync<AnswerTooLargeException>(Read);

        error.Message.ShouldContain("query returned more than 10000 results");
    }

    [Fact]
    public async Task A_rate_limit_with_the_code_of_a_range_limit_is_waited_out_and_not_halved()
    {
        var seen = 0;
        _proxy.Fault = passing =>
            passing.Asks("eth_getLogs") && Interlocked.Increment(ref seen) == 1
                ? passing.Refuse("eth_getLogs", -32005, "rate limit exceeded")
                : passing.Forward();

        await Read();

        _proxy.Methods.Count(method => method == "eth_getLogs").ShouldBe(2);
    }

    [Fact]
    public async Task Logs_marked_removed_are_left_out()
    {
        Alter(logs => logs[1]!["removed"] = true);

        (await Read()).ShouldBe([Keccak.Hash([0]), Keccak.Hash([2])]);
    }

    [Fact]
    public async Task Logs_out_of_order_are_put_in_order()
    {
        Alter(logs =>
        {
            var last = logs[2]!;
            logs.RemoveAt(2);
            logs.Insert(0, last);
        });

        (await Read()).ShouldBe([Keccak.Hash([0]), Keccak.Hash([1]), Keccak.Hash([2])]);
    }

    [Fact]
    public async Task A_log_of_a_block_that_was_not_asked_for_is_malformed()
    {
        Alter(logs => logs[1]!["blockNumber"] = "0x1");

        await Should.ThrowAsync<RpcMalformedException>(Read);
    }

    private async Task<IEnumerable<B256>> Read() =>
        (await _chain.GetLogs(LogQuery.Range(_first, _last) with { Addresses = [_contract] })).Select(log =>
            log.Topics.Span[0]
        );

    private void Alter(Action<JsonArray> change)
    {
        _proxy.Fault = async passing =>
        {
            var answers = await passing.Ask();
            foreach (var logs in Passing.MembersOf(answers).Select(answer => answer["result"]).OfType<JsonArray>())
                change(logs);
            await passing.Answer(answers.ToJsonString());
        };
    }

    private void Cap(ulong blocks, int code, string words) =>
        _proxy.Fault = passing =>
        {
            var filter = Passing
                .MembersOf(passing.Request)
                .FirstOrDefault(m => (string)m["method"]! == "eth_getLogs")
                ?["params"]![0]!;
            return filter is not null && Number(filter["toBlock"]!) - Number(filter["fromBlock"]!) + 1 > blocks
                ? passing.Refuse("eth_getLogs", code, words)
                : passing.Forward();
        };

    private static ulong Number(JsonNode quantity) =>
        ulong.Parse(((string)quantity!).AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
