using System.Numerics;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.Primitives;

public class U256Tests
{
    private const string Max = "115792089237316195423570985008687907853269984665640564039457584007913129639935";

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0x0", "0")]
    [InlineData("0x00ff", "255")]
    [InlineData("0xDE0B6B3A7640000", "1000000000000000000")]
    [InlineData("000018446744073709551616", "18446744073709551616")]
    [InlineData(Max, Max)]
    [InlineData("0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", Max)]
    public void Decimal_and_hex_are_read(string text, string value)
    {
        U256.Parse(text).ToString().ShouldBe(value);
        U256.Parse(Encoding.UTF8.GetBytes(text), null).ToString().ShouldBe(value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData(" 1")]
    [InlineData("1_000")]
    [InlineData("ff")]
    [InlineData("0xg")]
    [InlineData("0X1")]
    [InlineData("115792089237316195423570985008687907853269984665640564039457584007913129639936")]
    [InlineData("999999999999999999999999999999999999999999999999999999999999999999999999999999")]
    [InlineData("0x10000000000000000000000000000000000000000000000000000000000000000")]
    public void Anything_else_is_refused(string text)
    {
        U256.TryParse(text, out _).ShouldBeFalse();
        U256.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => U256.Parse(text)).Message.ShouldContain($"found \"{text}\"");
    }

    [Fact]
    public void What_would_wrap_around_throws()
    {
        Should.Throw<OverflowException>(() => U256.MaxValue + U256.One);
        Should.Throw<OverflowException>(() => U256.Zero - U256.One).Message.ShouldContain("below zero");
        Should.Throw<OverflowException>(() => U256.MaxValue * 2UL);
        Should.Throw<OverflowException>(() => U256.MulDivDown(U256.MaxValue, 2UL, 1UL));
        Should.Throw<OverflowException>(() => U256.MulDivUp(U256.MaxValue, U256.MaxValue, U256.MaxValue - U256.One));
        Should.Throw<DivideByZeroException>(() => U256.One / U256.Zero);
        Should.Throw<DivideByZeroException>(() => U256.MaxValue % U256.Zero);
        Should.Throw<OverflowException>(() => (ulong)(U256.One << 64));
        Should.Throw<OverflowException>(() => (UInt128)(U256.One << 128));
        Should.Throw<OverflowException>(() => (int)(U256)2_147_483_648UL);
        Should.Throw<OverflowException>(() => (U256)BigInteger.MinusOne);
        Should.Throw<OverflowException>(() => (U256)(BigInteger.One << 256));
    }

    [Fact]
    public void Products_of_512_bits_divide_back_exactly()
    {
        U256.MulDivDown(U256.MaxValue, U256.MaxValue, U256.MaxValue).ShouldBe(U256.MaxValue);
        U256.MulDivUp(U256.MaxValue, U256.MaxValue, U256.MaxValue).ShouldBe(U256.MaxValue);
        U256.MulDivDown(7UL, 3UL, 2UL).ShouldBe((U256)10UL);
        U256.MulDivUp(7UL, 3UL, 2UL).ShouldBe((U256)11UL);
    }

    [Theory]
    [InlineData("0", "0x0")]
    [InlineData("255", "0xff")]
    [InlineData("4096", "0x1000")]
    public void Quantities_have_no_leading_zeros(string value, string quantity) =>
        U256.Parse(value).ToHexQuantity().ShouldBe(quantity);

    [Fact]
    public void A_short_span_is_a_number_without_its_leading_zeros()
    {
        U256.ReadBigEndian([]).ShouldBe(U256.Zero);
        U256.ReadBigEndian([1, 0]).ShouldBe((U256)256UL);
        Should.Throw<ArgumentException>(() => U256.ReadBigEndian(new byte[33]));
        Should.Throw<ArgumentException>(() => U256.FromSpan(new byte[31]));
        Should.Throw<ArgumentException>(() => U256.One.WriteBigEndian(new byte[31]));
    }

    [Fact]
    public void Json_holds_decimal_text_as_value_and_as_key()
    {
        JsonSerializer.Serialize(U256.MaxValue).ShouldBe($"\"{Max}\"");
        JsonSerializer.Deserialize<U256>($"\"{Max}\"").ShouldBe(U256.MaxValue);
        JsonSerializer.Serialize(new Dictionary<U256, int> { [5UL] = 1 }).ShouldBe("""{"5":1}""");
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<U256>("5")).Message.ShouldContain("found Number");
        Should
            .Throw<JsonException>(() => JsonSerializer.Deserialize<U256>("\"-5\""))
            .Message.ShouldContain("found \"-5\"");
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<U256>($"\"{new string('1', 500)}\""));
    }
}
