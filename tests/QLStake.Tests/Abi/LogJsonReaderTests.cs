using System.Text;
using QLStake.Evm.Logs;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Abi;

public sealed class LogJsonReaderTests
{
    [Fact]
    public void A_log_is_read_with_all_its_fields()
    {
        var log = LogJsonReader.ReadResponse(LogResponses.Of(3))[2];
        log.Address.ShouldBe(Address.Parse("0x5fbdb2315678afecb367f032d93f642f64180aa3"));
        log.Topics.ToArray().ShouldBe([B256.Parse($"0x{1:x64}"), B256.Parse($"0x{2:x64}")]);
        Hex.Encode(log.Data.Span).ShouldBe($"0x{2:x64}{7:x64}");
        log.BlockHash.ShouldBe(B256.Parse($"0x{0xab:x64}"));
        log.BlockNumber.ShouldBe(18UL);
        log.TransactionHash.ShouldBe(B256.Parse($"0x{0xcd:x64}"));
        log.TransactionIndex.ShouldBe(1u);
        log.LogIndex.ShouldBe(2u);
        log.Removed.ShouldBeFalse();
    }

    [Fact]
    public void A_removed_log_says_so() =>
        Read(LogResponses.One(0).Replace("false", "true", StringComparison.Ordinal)).Removed.ShouldBeTrue();

    [Fact]
    public void A_log_without_topics_and_data_is_read()
    {
        var text = LogResponses.One(0);
        var start = text.IndexOf("\"topics\"", StringComparison.Ordinal);
        var end = text.IndexOf("\"blockHash\"", StringComparison.Ordinal);
        var log = Read($"{text[..start]}\"topics\":[],\"data\":\"0x\",{text[end..]}");
        log.Topics.Length.ShouldBe(0);
        log.Data.Length.ShouldBe(0);
    }

    [Fact]
    public void Many_logs_do_not_share_their_bytes()
    {
        var logs = LogJsonReader.ReadResponse(LogResponses.Of(3000));
        logs.Count.ShouldBe(3000);
        for (var i = 0; i < logs.Count; i++)
        {
            Hex.Encode(logs[i].Data.Span).ShouldBe($"0x{i:x64}{7:x64}");
            logs[i].Topics.Span[1].ShouldBe(B256.Parse($"0x{i:x64}"));
        }
    }

    [Theory]
    [InlineData("\"0x10\"", "\"10\"", "blockNumber")]
    [InlineData("\"0x10\"", "\"0x10000000000000000\"", "blockNumber")]
    [InlineData("\"0x10\"", "null", "blockNumber")]
    [InlineData("\"transactionIndex\":\"0x1\"", "\"transactionIndex\":\"0x100000000\"", "transactionIndex")]
    [InlineData("\"address\":\"0x5f", "\"address\":\"0x", "address")]
    [InlineData("\"data\":\"0x0", "\"data\":\"0x", "data")]
    [InlineData("\"data\":\"0x0", "\"data\":\"0xg", "data")]
    [InlineData("false", "{\"a\":1}", "removed")]
    [InlineData("false", "0", "removed")]
    public void A_malformed_field_is_named(string good, string bad, string field) =>
        Should
            .Throw<LogFormatException>(() => Read(LogResponses.One(0).Replace(good, bad, StringComparison.Ordinal)))
            .Message.ShouldContain($"\"{field}\"");

    [Fact]
    public void A_pending_log_is_no_log() =>
        Should.Throw<LogFormatException>(() =>
            Read(LogResponses.One(0).Replace("\"logIndex\"", "\"other\"", StringComparison.Ordinal))
        );

    [Theory]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1}")]
    [InlineData("{\"result\":{}}")]
    [InlineData("[]")]
    [InlineData("{\"result\":[")]
    [InlineData("not json")]
    [InlineData("")]
    public void An_answer_without_logs_is_refused(string answer) =>
        Should.Throw<LogFormatException>(() => LogJsonReader.ReadResponse(Encoding.UTF8.GetBytes(answer)));

    private static Log Read(string log) =>
        LogJsonReader.ReadResponse(Encoding.UTF8.GetBytes($$"""{"result":[{{log}}]}""")).ShouldHaveSingleItem();
}
