using FsCheck.Xunit;
using QLStake.Cli;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Cli;

public sealed class UnitsTests
{
    [Theory]
    [InlineData("1.5", 18, "1500000000000000000")]
    [InlineData("0.000000000000000001", 18, "1")]
    [InlineData("007", 6, "7000000")]
    [InlineData("2.", 0, "2")]
    public void An_amount_is_read_exactly(string text, int decimals, string expected) =>
        Units.Parse(text, decimals).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0.0")]
    [InlineData("-1")]
    [InlineData("1,5")]
    [InlineData(".5")]
    [InlineData("1.2.3")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("0.0000000000000000001")]
    [InlineData("999999999999999999999999999999999999999999999999999999999999999999999999999999")]
    public void What_is_no_amount_is_refused_with_what_was_expected(string text) =>
        Should.Throw<CliException>(() => Units.Parse(text)).Message.ShouldContain($"found '{text}'");

    [Property]
    public void What_is_shown_is_read_back(ulong high, ulong low)
    {
        U256 amount = new(0, 0, high, low | 1);
        Units.Parse(Units.Show(amount)).ShouldBe(amount);
    }
}
