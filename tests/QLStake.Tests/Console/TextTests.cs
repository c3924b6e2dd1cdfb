using FsCheck.Xunit;
using QLStake.Console;
using QLStake.Contracts;
using Shouldly;
using Xunit;

namespace QLStake.Tests.ConsoleApi;

/// <summary>How amounts, names and times are told, and read.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("0", "$0.00")]
    [InlineData("9999999999999999", "under $0.01")]
    [InlineData("10000000000000000", "$0.01")]
    [InlineData("515034399999999990", "$0.51")]
    [InlineData("1234567890000000000000000", "$1\u202f234\u202f567.89")]
    public void Dollars_are_cut_to_cents_and_less_than_one_is_not_nothing(string usd, string shown) =>
        Units.Dollars(U256.Parse(usd)).ShouldBe(shown);

    [Theory]
    [InlineData("1500000000000000000", 18, "1.5")]
    [InlineData("1000000", 6, "1")]
    [InlineData("1234567890000000", 6, "1\u202f234\u202f567\u202f890")]
    [InlineData("1999999900000000000", 18, "1.999999…")]
    [InlineData("1430", 18, "0.0000000000000014")]
    [InlineData("0", 18, "0")]
    [InlineData("42", 0, "42")]
    public void Amounts_are_cut_and_never_rounded(string units, int decimals, string shown) =>
        Units.Show(U256.Parse(units), decimals).ShouldBe(shown);

    [Theory]
    [InlineData("1.5", 18, "1500000000000000000")]
    [InlineData("1,5", 18, "1500000000000000000")]
    [InlineData(".5", 6, "500000")]
    [InlineData("007", 0, "7")]
    [InlineData(" 2. ", 6, "2000000")]
    public void An_amount_is_read_as_people_write_it(string text, int decimals, string units)
    {
        Units.Read(text, decimals, out var amount).ShouldBeNull();
        amount.ShouldBe(U256.Parse(units));
    }

    [Theory]
    [InlineData("", "Expected a number")]
    [InlineData(".", "Expected a number")]
    [InlineData("1.5.2", "Expected a number")]
    [InlineData("-1", "Expected a number")]
    [InlineData("1e3", "Expected a number")]
    [InlineData("0.0000001", "Expected at most 6 digits")]
    [InlineData("0", "Expected more than zero")]
    public void What_is_no_amount_is_told_what_one_looks_like(string text, string problem) =>
        Units.Read(text, 6, out _).ShouldNotBeNull().ShouldStartWith(problem);

    [Property]
    public void What_is_shown_with_all_digits_reads_back(ulong units)
    {
        var shown = Units.Show(units, 18, 80).Replace("\u202f", "", StringComparison.Ordinal);

        Units.Read(shown, 18, out var read).ShouldBe(units == 0 ? "Expected more than zero." : null);
        read.ShouldBe((U256)units);
    }

    [Theory]
    [InlineData("MintHeld", "Mint held")]
    [InlineData("CcipFee", "CCIP fee")]
    [InlineData("rate-limit guard", "Rate-limit guard")]
    public void Names_become_words(string name, string words) => Words.Of(name).ShouldBe(words);

    [Fact]
    public void A_sentence_names_its_chains()
    {
        var chains = new[]
        {
            (new ChainSelector(14767482510784806043), "avalanche"),
            (new(16015286601757825753), "ethereum"),
        };

        Words
            .Plain("Above the cap of lane 14767482510784806043-16015286601757825753.", chains)
            .ShouldBe("Above the cap of lane Avalanche → Ethereum.");
    }

    [Fact]
    public void Amounts_in_a_sentence_become_whole_units_where_the_assets_decimals_are_the_hubs()
    {
        var avax = new TokenInfo(new(1), "avalanche", Address.Zero, "AVAX", 18);

        QuoteTexts.Amounts("It holds 2500000000000000000.", avax).ShouldBe("It holds 2.5 AVAX.");
        QuoteTexts.Amounts("It holds 2500000000000.", avax with { Decimals = 6 }).ShouldBe("It holds 2500000000000.");
    }

    [Theory]
    [InlineData(250, "250 ms")]
    [InlineData(3_400, "3.4 s")]
    [InlineData(125_000, "2 min 5 s")]
    [InlineData(11_040_000, "3 h 4 min")]
    [InlineData(183_600_000, "2 d 3 h")]
    public void Durations_are_told_in_two_units_at_most(int milliseconds, string told) =>
        Words.Duration(TimeSpan.FromMilliseconds(milliseconds)).ShouldBe(told);
}
