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
        Logs(LogResponses.Of(50)).ShouldBe(Kept(LogResponses.Of(50)));
        Logs(LogResponses.Compact(50)).ShouldBe(Kept(LogResponses.Of(50)));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\"extra\":{\"deep\":[1,2]},")]
    [InlineData("\"extra\":null,")]
    [InlineData("\"extra\":\"with \\\"quotes\\\"\",")]
    [InlineData("\"ex\\u0074ra\":\"\",")]
    public void A_log_that_is_written_in_another_way_is_read_all_the_same(string inserted)
    {
        var compact = Encoding.UTF8.GetString(LogResponses.Compact(3));
        var second = compact.IndexOf("{\"address\"", compact.IndexOf('}'), StringComparison.Ordinal);
        var unusual = Encoding.UTF8.GetBytes(compact.Insert(second + 1, inserted));
        Logs(unusual).ShouldBe(Kept(LogResponses.Of(3)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(70_000)]
    public void Data_of_any_length_is_read(int length)
    {
        var data = Enumerable.Range(0, length).Select(i => (byte)(i % 251)).ToArray();
        var text = Encoding.UTF8.GetString(LogResponses.Compact(2));
        var start = text.IndexOf("\"data\":\"", StringComparison.Ordinal) + 8;
        var end = text.IndexOf('"', start);
        var response = Encoding.UTF8.GetBytes(text[..start] + Hex.Encode(data) + text[end..]);
        Logs(response)!
            .Select(l => l.Data)
            .ShouldBe([Hex.Encode(data), Hex.Encode(LogJsonReader.ReadResponse(response)[1].Data.Span)]);
    }

    [Theory]
    [InlineData("0x")]
    [InlineData("0x0")]
    [InlineData("0xaBcDeF")]
    [InlineData("0xffffffffffffffff")]
    [InlineData("0x10000000000000000")]
    [InlineData("0x00000000000000001")]
    [InlineData("0x1g")]
    [InlineData("1")]
    [InlineData("")]
    public void A_quantity_is_read_or_refused_as_the_strict_reader_does(string quantity)
    {
        var text = Encoding.UTF8.GetString(LogResponses.Compact(1));
        var start = text.IndexOf("\"blockNumber\":\"", StringComparison.Ordinal) + 15;
        var end = text.IndexOf('"', start);
        var response = Encoding.UTF8.GetBytes(text[..start] + quantity + text[end..]);
        Logs(response).ShouldBe(Kept(response));
    }

    [Fact]
    public void Names_and_texts_of_any_length_are_passed_over()
    {
        var text = Encoding.UTF8.GetString(LogResponses.Compact(1));
        for (var length = 0; length <= 70; length++)
        {
            var extra = $"\"{new string('n', length)}\":\"{new string('t', length)}\",";
            var response = Encoding.UTF8.GetBytes(
                text.Replace("{\"address\"", $"{{{extra}\"address\"", StringComparison.Ordinal)
            );
            Logs(response).ShouldBe(Kept(LogResponses.Of(1)));
        }
    }

    [Fact]
    public void A_response_cut_anywhere_is_read_or_refused_as_the_strict_reader_does()
    {
        var response = LogResponses.Compact(2);
        for (var length = 0; length <= response.Length; length++)
        {
            Logs(response[..length]).ShouldBe(Kept(response[..length]), $"cut at {length}");
        }
    }

    [Fact]
    public void A_damaged_response_is_read_or_refused_as_the_strict_reader_does()
    {
        var random = new Random(5);
        var response = LogResponses.Compact(4);
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = Mutation.Of(response, random);
            var kept = Kept(damaged);
            read += kept is null ? 0 : 1;
            Logs(damaged).ShouldBe(kept, Encoding.UTF8.GetString(damaged));
        }
        read.ShouldBeInRange(100, 19_900);
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

    // Null: refused.
    private static List<Seen>? Logs(byte[] response)
    {
        var logs = new List<Seen>();
        try
        {
            foreach (var log in new LogStream(response))
            {
                logs.Add(
                    new(
                        log.Address,
                        string.Join(' ', log.Topics.ToArray()),
                        Hex.Encode(log.Data),
                        log.BlockNumber,
                        log.BlockHash,
                        log.TransactionHash,
                        log.TransactionIndex,
                        log.LogIndex,
                        log.Removed
                    )
                );
            }
        }
        catch (LogFormatException)
        {
            return null;
        }
        return logs;
    }

    private static List<Seen>? Kept(byte[] response)
    {
        try
        {
            return
            [
                .. LogJsonReader
                    .ReadResponse(response)
                    .Select(log => new Seen(
                        log.Address,
                        string.Join(' ', log.Topics.ToArray()),
                        Hex.Encode(log.Data.Span),
                        log.BlockNumber,
                        log.BlockHash,
                        log.TransactionHash,
                        log.TransactionIndex,
                        log.LogIndex,
                        log.Removed
                    )),
            ];
        }
        catch (LogFormatException)
        {
            return null;
        }
    }

    private sealed record Seen(
        Address Address,
        string Topics,
        string Data,
        ulong BlockNumber,
        B256 BlockHash,
        B256 TransactionHash,
        uint TransactionIndex,
        uint LogIndex,
        bool Removed
    );
}
