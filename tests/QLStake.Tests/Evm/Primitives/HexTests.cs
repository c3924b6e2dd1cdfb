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
}
