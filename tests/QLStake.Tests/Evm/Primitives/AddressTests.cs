using System.Text;
using System.Text.Json;
using QLStake.Tests.Evm.Crypto;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.Primitives;

public class AddressTests
{
    private const string Checksummed = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    [Fact]
    public void All_1038_published_checksums_are_reproduced()
    {
        var vectors = EthersVectors.Load("accounts");
        vectors.Count.ShouldBe(1_038);
        foreach (var vector in vectors)
        {
            var address = Address.Parse(vector.Text("address"));
            address.ToString().ShouldBe(vector.Text("checksumAddress"));
            Address.Parse(vector.Text("checksumAddress")).ShouldBe(address);
        }
    }

    [Fact]
    public void Lower_case_upper_case_and_the_checksum_are_accepted()
    {
        var address = Address.Parse(Checksummed);
        Address.Parse(Checksummed.ToLowerInvariant()).ShouldBe(address);
        Address.Parse("0x" + Checksummed[2..].ToUpperInvariant()).ShouldBe(address);
        Address.Parse(Encoding.UTF8.GetBytes(Checksummed), null).ShouldBe(address);
        address.ToString().ShouldBe(Checksummed);
    }

    [Fact]
    public void A_wrong_checksum_is_refused_and_the_message_shows_the_right_one()
    {
        var wrong = Checksummed.Replace("5aA", "5aa", StringComparison.Ordinal);
        Address.TryParse(wrong, out var address).ShouldBeFalse();
        address.ShouldBe(Address.Zero);
        Should
            .Throw<FormatException>(() => Address.Parse(wrong))
            .Message.ShouldContain($"Expected the address {Checksummed}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")]
    [InlineData("0X5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")]
    [InlineData("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae")]
    [InlineData("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed0")]
    [InlineData("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg")]
    [InlineData(" 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae")]
    public void Anything_else_is_refused(string text)
    {
        Address.TryParse(text, out _).ShouldBeFalse();
        Address.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => Address.Parse(text)).Message.ShouldContain($"found \"{text}\"");
    }

    [Fact]
    public void Bytes_go_in_and_out_unchanged()
    {
        var bytes = Enumerable.Range(1, 20).Select(i => (byte)i).ToArray();
        var address = Address.FromSpan(bytes);
        address.ToArray().ShouldBe(bytes);
        var copy = new byte[20];
        address.CopyTo(copy);
        copy.ShouldBe(bytes);
        Should.Throw<ArgumentException>(() => Address.FromSpan(bytes.AsSpan(1)));
    }

    [Fact]
    public void Order_is_the_order_of_the_numbers()
    {
        var small = Address.Parse("0x00000000000000000000000000000000000000ff");
        var large = Address.Parse("0x0100000000000000000000000000000000000000");
        (small < large).ShouldBeTrue();
        (large > small).ShouldBeTrue();
        small.CompareTo(large).ShouldBeLessThan(0);
        Address.Zero.IsZero.ShouldBeTrue();
    }

    [Fact]
    public void Json_holds_the_checksummed_text_as_value_and_as_key()
    {
        var balances = new Dictionary<Address, U256> { [Address.Parse(Checksummed)] = 7UL };
        var json = JsonSerializer.Serialize(balances);
        json.ShouldBe($$"""{"{{Checksummed}}":"7"}""");
        JsonSerializer.Deserialize<Dictionary<Address, U256>>(json).ShouldBe(balances);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"0x12\"")]
    public void Json_that_is_no_address_is_refused(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Address>(json)).Message.ShouldContain("Expected");
}
