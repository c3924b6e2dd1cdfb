using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.Rlp;

public class RlpReaderTests
{
    [Theory]
    [InlineData("0x", "found the end")]
    [InlineData("0x81", "Expected 1 more bytes, found 0")]
    [InlineData("0x8100", "to stand for itself")]
    [InlineData("0x817f", "to stand for itself")]
    [InlineData("0x8201", "Expected 2 more bytes, found 1")]
    [InlineData("0xb8", "Expected 1 more bytes, found 0")]
    [InlineData("0xb800", "shortest form")]
    [InlineData("0xb837", "shortest form of the length 55")]
    [InlineData("0xb838", "Expected an item of 56 bytes")]
    [InlineData("0xb90038", "shortest form")]
    [InlineData("0xbfffffffffffffffff", "Expected an item of 18446744073709551615 bytes")]
    [InlineData("0xbf7fffffffffffffff", "Expected an item of 9223372036854775807 bytes")]
    [InlineData("0xc0", "found a list")]
    public void A_string_that_is_not_canonical_is_refused(string data, string message) =>
        Should
            .Throw<RlpException>(() =>
            {
                var reader = new RlpReader(Hex.Decode(data));
                reader.ReadBytes();
            })
            .Message.ShouldContain(message);

    [Theory]
    [InlineData("0x", "found the end")]
    [InlineData("0x80", "found a string")]
    [InlineData("0xc1", "Expected 1 more bytes, found 0")]
    [InlineData("0xf800", "shortest form")]
    [InlineData("0xf837", "shortest form of the length 55")]
    [InlineData("0xf90038", "shortest form")]
    [InlineData("0xffffffffffffffffff", "Expected an item of 18446744073709551615 bytes")]
    public void A_list_that_is_not_canonical_is_refused(string data, string message) =>
        Should
            .Throw<RlpException>(() =>
            {
                var reader = new RlpReader(Hex.Decode(data));
                reader.ReadList();
            })
            .Message.ShouldContain(message);

    [Theory]
    [InlineData("0x00", "without leading zeros")]
    [InlineData("0x820001", "without leading zeros")]
    [InlineData("0xa1010000000000000000000000000000000000000000000000000000000000000000", "at most 32 bytes, found 33")]
    public void A_number_that_is_not_canonical_is_refused(string data, string message) =>
        Should
            .Throw<RlpException>(() =>
            {
                var reader = new RlpReader(Hex.Decode(data));
                reader.ReadU256();
            })
            .Message.ShouldContain(message);

    [Fact]
    public void A_number_beyond_64_bits_is_not_read_as_one_of_64()
    {
        var writer = new RlpWriter();
        writer.Write(U256.One << 64);
        var message = Should
            .Throw<RlpException>(() =>
            {
                var reader = new RlpReader(writer.Written);
                reader.ReadUInt64();
            })
            .Message;
        message.ShouldContain("below 2^64, found 18446744073709551616");
    }

    [Fact]
    public void Bytes_after_the_last_item_are_refused() =>
        Should
            .Throw<RlpException>(() =>
            {
                var reader = new RlpReader([0xc0, 0x80]);
                reader.ReadList();
                reader.ReadEnd();
            })
            .Message.ShouldContain("found 1 more bytes");

    [Fact]
    public void An_item_may_not_reach_beyond_its_list() =>
        Should.Throw<RlpException>(() =>
        {
            var reader = new RlpReader([0xc1, 0x82, 1, 2]);
            var list = reader.ReadList();
            list.ReadBytes();
        });

    [Fact]
    public void Lists_deeper_than_allowed_are_refused()
    {
        var nested = Nested(40);
        Should
            .Throw<RlpException>(() => Descend(nested, RlpReader.DefaultMaxDepth))
            .Message.ShouldContain("allowed depth");
        Should.NotThrow(() => Descend(nested, 40));
    }

    [Fact]
    public void Input_longer_than_allowed_is_refused() =>
        Should
            .Throw<RlpException>(() =>
            {
                _ = new RlpReader(new byte[11], maxSize: 10);
            })
            .Message.ShouldBe("Expected at most 10 bytes of RLP, found 11.");

    [Fact]
    public void A_writer_with_an_open_list_gives_nothing_out()
    {
        var writer = new RlpWriter();
        writer.StartList();
        Should.Throw<InvalidOperationException>(() => writer.Written.Length);
        writer.EndList();
        writer.Written.ToArray().ShouldBe([0xc0]);
        Should.Throw<InvalidOperationException>(writer.EndList);
    }

    private static byte[] Nested(int depth)
    {
        var writer = new RlpWriter();
        for (var i = 0; i < depth; i++)
        {
            writer.StartList();
        }
        for (var i = 0; i < depth; i++)
        {
            writer.EndList();
        }
        return writer.Written.ToArray();
    }

    private static void Descend(byte[] data, int maxDepth)
    {
        var reader = new RlpReader(data, maxDepth);
        while (!reader.AtEnd)
        {
            reader = reader.ReadList();
        }
    }
}
