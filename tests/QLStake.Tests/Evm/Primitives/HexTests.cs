using System.Text;
using FsCheck.Xunit;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.Primitives;

public class HexTests
{
    [Property]
    public void What_is_encoded_decodes_to_the_same(byte[] bytes)
    {
        var text = Hex.Encode(bytes);
        text.ShouldBe("0x" + Convert.ToHexStringLower(bytes));
        Hex.Decode(text).ShouldBe(bytes);
        Hex.Decode(Encoding.UTF8.GetBytes(text)).ShouldBe(bytes);
        Hex.Decode("0x" + text[2..].ToUpperInvariant()).ShouldBe(bytes);
        var chars = new char[text.Length];
        Hex.TryEncode(bytes, chars, out var written).ShouldBeTrue();
        new string(chars, 0, written).ShouldBe(text);
        Hex.TryEncode(bytes, chars.AsSpan(1), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0x0")]
    [InlineData("00")]
    [InlineData("0X00")]
    [InlineData("0x0g")]
    [InlineData("0x 0")]
    [InlineData("-0x00")]
    [InlineData("0x00 ")]
    public void Anything_else_is_refused(string text)
    {
        Should.Throw<FormatException>(() => Hex.Decode(text)).Message.ShouldContain($"found \"{text}\"");
        Should.Throw<FormatException>(() => Hex.Decode(Encoding.UTF8.GetBytes(text)));
        Hex.TryDecode(text, new byte[8], out _).ShouldBeFalse();
    }

    [Fact]
    public void A_destination_that_is_too_short_is_refused() =>
        Hex.TryDecode("0x0102", new byte[1], out _).ShouldBeFalse();

    [Fact]
    public void A_run_ends_at_the_first_pair_that_is_not_two_digits()
    {
        var bytes = Enumerable.Range(0, 150).Select(i => (byte)(i * 11 % 256)).ToArray();
        var digits = Encoding.UTF8.GetBytes(Convert.ToHexString(bytes));
        for (var length = 0; length <= digits.Length; length++)
        {
            for (var wrong = 0; wrong <= length; wrong += 7)
            {
                var text = digits[..length];
                if (wrong < length)
                {
                    text[wrong] = (byte)"/:@G`g\" \0\u00b0"[wrong % 10];
                }
                var room = new byte[bytes.Length];
                var run = HexDigits.DecodeRun(text, room);
                run.ShouldBe(wrong / 2);
                room[..run].ShouldBe(bytes[..run]);
            }
        }
    }

    [Fact]
    public void A_run_stops_when_the_room_is_full()
    {
        var digits = Encoding.UTF8.GetBytes(new string('a', 400));
        for (var room = 0; room <= 200; room++)
        {
            var guarded = new byte[room + 1];
            HexDigits.DecodeRun(digits, guarded.AsSpan(0, room)).ShouldBe(room);
            guarded[..room].ShouldAllBe(b => b == 0xaa);
            guarded[room].ShouldBe((byte)0);
        }
    }

    [Fact]
    public void Every_byte_that_is_no_digit_is_refused_wherever_it_stands()
    {
        for (var c = 0; c < 256; c++)
        {
            for (var at = 0; at < 140; at++)
            {
                var text = Encoding.UTF8.GetBytes("0x" + new string('7', 140));
                text[2 + at] = (byte)c;
                Hex.TryDecode(text, new byte[70], out _).ShouldBe(char.IsAsciiHexDigit((char)c));
            }
        }
    }
}
