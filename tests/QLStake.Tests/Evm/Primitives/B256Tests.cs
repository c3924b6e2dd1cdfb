using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.Primitives;

public class B256Tests
{
    private const string Text = "0x0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20";

    [Fact]
    public void Text_and_bytes_go_in_and_out_unchanged()
    {
        var bytes = Enumerable.Range(1, 32).Select(i => (byte)i).ToArray();
        var word = B256.FromSpan(bytes);
        word.ToArray().ShouldBe(bytes);
        word.ToString().ShouldBe(Text);
        $"{word}".ShouldBe(Text);
        B256.Parse(Text).ShouldBe(word);
        B256.Parse("0x" + Text[2..].ToUpperInvariant()).ShouldBe(word);
        B256.Parse(Encoding.UTF8.GetBytes(Text), null).ShouldBe(word);
        Should.Throw<ArgumentException>(() => B256.FromSpan(bytes.AsSpan(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x01")]
    [InlineData("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20ab")]
    [InlineData("0x0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2g")]
    public void Anything_else_is_refused(string text)
    {
        B256.TryParse(text, out _).ShouldBeFalse();
        Should
            .Throw<FormatException>(() => B256.Parse(text))
            .Message.ShouldBe($"Expected 0x and 64 hex digits, found \"{text}\".");
    }

    [Fact]
    public void A_message_shows_hostile_text_only_in_part() =>
        Should
            .Throw<FormatException>(() => B256.Parse(new string('x', 1_000_000)))
            .Message.Length.ShouldBeLessThan(200);

    [Fact]
    public void Order_is_the_order_of_the_numbers()
    {
        var words = new[] { U256.MaxValue, U256.One << 248, 256UL, 255UL, U256.Zero };
        words.Select(number => number.ToB256()).Order().ShouldBe(words.Reverse().Select(number => number.ToB256()));
        B256.Zero.IsZero.ShouldBeTrue();
    }

    [Fact]
    public void Json_holds_the_text_as_value_and_as_key()
    {
        var stakes = new Dictionary<B256, B256> { [B256.Parse(Text)] = B256.Zero };
        var json = JsonSerializer.Serialize(stakes);
        json.ShouldBe($$"""{"{{Text}}":"0x{{new string('0', 64)}}"}""");
        JsonSerializer.Deserialize<Dictionary<B256, B256>>(json).ShouldBe(stakes);
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<B256>("\"0x00\""));
    }
}
