using QLStake.Evm;
using QLStake.FeeAccounting;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using static QLStake.Tests.FeeAccounting.FeeStory;

namespace QLStake.Tests.FeeAccounting;

public sealed class QuoteTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_quote_names_each_part_and_adds_up_only_what_the_staker_is_charged()
    {
        var quote = QuoteRules.Of(
            new(Chain("avalanche", 1), AddressOf(1), Address.Zero, 5, AddressOf(9), Link),
            Chain("ethereum", 2),
            new(new(700), new(50), new(200), new(550)),
            (MintGas.Of([100, 101]), new(30)),
            Noon,
            TimeSpan.FromMinutes(1)
        );

        quote
            .Parts.Select(part => (part.Name, part.ChainName, part.Token, part.Amount.Value, part.PaidBy))
            .ShouldBe([
                (PostingKind.CcipFee, "avalanche", Link, 500UL, "staker"),
                (PostingKind.Subsidy, "avalanche", Link, 200UL, "subsidy"),
                (PostingKind.ProtocolFee, "avalanche", Link, 50UL, "staker"),
                (PostingKind.MintGas, "ethereum", Address.Zero, 101UL * 30, "executor"),
            ]);
        quote.Charged.Value.ShouldBe(550UL);
        quote.ExpiresAt.ShouldBe(Noon.AddMinutes(1));
    }

    [Fact]
    public void Before_any_mint_the_gas_is_assumed_and_says_so()
    {
        var gas = MintGas.Of([]);

        gas.PerStake.ShouldBe(200_000UL);
        gas.Basis.ShouldContain("assumed");
    }

    [Theory]
    [InlineData(null, "5", "0x0000000000000000000000000000000000000009", "asset")]
    [InlineData("native", "1.5", "0x0000000000000000000000000000000000000009", "amount")]
    [InlineData("native", "0", "0x0000000000000000000000000000000000000009", "amount")]
    [InlineData("native", "5", "0x0000000000000000000000000000000000000000", "receiver")]
    public void A_question_that_makes_no_sense_is_answered_with_what_was_expected(
        string? asset,
        string amount,
        string receiver,
        string named
    )
    {
        var (request, wrong) = QuoteRequest.Read(Chain("avalanche", 1), asset, amount, receiver, null, null);

        request.ShouldBeNull();
        wrong.ShouldNotBeNull().ShouldStartWith($"Expected {named}");
    }

    [Fact]
    public void Without_a_fee_token_the_fee_is_native()
    {
        var (request, _) = QuoteRequest.Read(Chain("avalanche", 1), "native", "5", $"{AddressOf(9)}", null, null);

        request.ShouldNotBeNull().FeeToken.ShouldBe(Address.Zero);
    }

    [Fact]
    public void A_refusal_of_the_satellite_is_put_into_words()
    {
        var revert = new QLStakeSatellite.AssetNotListedError(Link).Encode();

        QuoteRefusal
            .Explain(QLStakeSatellite.DecodeError(revert), "avalanche")
            .ShouldNotBeNull()
            .ShouldContain($"found {Link}");
        QuoteRefusal.Explain(null, "avalanche").ShouldBeNull();
    }

    private static ConfiguredChain Chain(string name, ulong selector)
    {
        var settings = new ChainSettings(
            name,
            31337,
            new(selector),
            [new("http://127.0.0.1:1")],
            null,
            AddressOf(20),
            AddressOf(21),
            AddressOf(22),
            null,
            0,
            TimeSpan.FromSeconds(1)
        );
        return new(settings, 0, EvmChain.Create(settings.ClientOptions(0), TimeProvider.System));
    }
}
