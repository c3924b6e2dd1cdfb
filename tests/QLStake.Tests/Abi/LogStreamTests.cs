using System.Text;
using QLStake.Evm.Logs;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Abi;

public sealed class LogStreamTests
{
    [Fact]
    public void A_stream_gives_the_logs_that_are_kept_otherwise()
    {
        var response = LogResponses.Of(50);
        var kept = LogJsonReader.ReadResponse(response);
        var i = 0;
        foreach (var log in new LogStream(response))
        {
            log.Address.ShouldBe(kept[i].Address);
            log.Topics.ToArray().ShouldBe(kept[i].Topics.ToArray());
            log.Data.ToArray().ShouldBe(kept[i].Data.ToArray());
            log.BlockNumber.ShouldBe(kept[i].BlockNumber);
            log.BlockHash.ShouldBe(kept[i].BlockHash);
            log.TransactionHash.ShouldBe(kept[i].TransactionHash);
            log.TransactionIndex.ShouldBe(kept[i].TransactionIndex);
            log.LogIndex.ShouldBe(kept[i].LogIndex);
            log.Removed.ShouldBe(kept[i].Removed);
            i++;
        }
        i.ShouldBe(kept.Count);
    }

    [Theory]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1}")]
    [InlineData("{\"result\":{}}")]
    [InlineData("{\"result\":[{}]}")]
    [InlineData("{\"result\":[{")]
    [InlineData("not json")]
    [InlineData("")]
    public void An_answer_without_logs_is_refused(string answer) =>
        Should.Throw<LogFormatException>(() => Count(Encoding.UTF8.GetBytes(answer)));

    private static int Count(byte[] response)
    {
        var count = 0;
        foreach (var _ in new LogStream(response))
        {
            count++;
        }
        return count;
    }
}
