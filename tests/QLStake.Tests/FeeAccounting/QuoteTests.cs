using QLStake.Contracts;
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
    private const string Nine = "0x0000000000000000000000000000000000000009";

    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_quote_names_each_part_and_adds_up_only_what_the_staker_is_charged()
    {
        var quote = Of(QuoteKind.Stake, Link);

        quote
            .Parts.Select(part => (part.Name, part.ChainName, part.Token, part.Amount.Value, part.PaidBy, part.Block))
            .ShouldBe([
                (PostingKind.CcipFee, "avalanche", Link, 500UL, "staker", 10UL),
                (PostingKind.Subsidy, "avalanche", Link, 200UL, "subsidy", 10UL),
                (PostingKind.ProtocolFee, "avalanche", Link, 50UL, "staker", 10UL),
                (PostingKind.MintGas, "ethereum", Address.Zero, 101UL * 30, "executor", 20UL),
            ]);
        quote.Charged.Value.ShouldBe(550UL);
        quote.Totals.ShouldBe([new(Address.Zero, 500), new(Link, 550)]);
        quote.ExpiresAt.ShouldBe(Noon.AddMinutes(1));
    }

    [Fact]
    public void A_native_stake_and_its_native_fee_are_one_total() =>
        Of(QuoteKind.Stake, Address.Zero).Totals.ShouldHaveSingleItem().ShouldBe(new(Address.Zero, 1_050));

    [Fact]
    public void A_queued_stake_pays_a_share_of_the_batch() =>
        Of(QuoteKind.Queue, Address.Zero).Parts[0].Name.ShouldBe(PostingKind.BatchShare);

    [Fact]
    public void What_arrives_is_worth_the_rate_of_the_block_rounded_down() =>
        // 500 of 6 decimals, at 3 assets vested for 2 shares.
        Of(QuoteKind.Stake, Link).Arrives.Amount.ShouldBe(U256.Parse("500000000000000") * 2 / 3);

    [Fact]
    public void A_limit_that_is_full_says_from_when_on_it_fits()
    {
        var limit = Of(QuoteKind.Stake, Link).Limits[0];

        (limit.Name, limit.AtOnce, limit.Until).ShouldBe(("stakes", false, Noon.AddSeconds(21)));
        LimitRules.Of("l", "w", new(400, 5, 400, 1), 500, Noon).Until.ShouldBeNull();
        LimitRules.Of("l", "w", new(400, 5, 400, 1), 400, Noon).AtOnce.ShouldBeTrue();
        LimitRules.Of("l", "w", new(400, 5, 400, 0), 1, Noon).AtOnce.ShouldBeFalse();
    }

    [Fact]
    public void A_pause_on_the_way_is_named_with_its_end() =>
        Of(QuoteKind.Stake, Link)
            .Limits.Single(limit => limit.Detail.StartsWith("Paused", StringComparison.Ordinal))
            .Until.ShouldBe(Noon.AddHours(1));

    [Fact]
    public void Before_any_mint_the_gas_is_assumed_and_says_so()
    {
        var gas = RecentGas.Of([]);

        gas.Each.ShouldBe(200_000UL);
        gas.Basis.ShouldContain("assumed");
    }

    [Theory]
    [InlineData(QuoteKind.Stake, null, "5", Nine, null, "asset")]
    [InlineData(QuoteKind.Stake, "native", "1.5", Nine, null, "amount")]
    [InlineData(QuoteKind.Stake, "native", "0", Nine, null, "amount")]
    [InlineData(QuoteKind.Stake, "native", "5", "0x0000000000000000000000000000000000000000", null, "receiver")]
    [InlineData(QuoteKind.Queue, "native", "5", Nine, Nine, "feeToken")]
    [InlineData(QuoteKind.Redeem, "native", "5", Nine, Nine, "feeToken")]
    public void A_question_that_makes_no_sense_is_answered_with_what_was_expected(
        QuoteKind kind,
        string? asset,
        string amount,
        string receiver,
        string? feeToken,
        string named
    )
    {
        var (request, wrong) = QuoteRequest.Read(
            kind,
            Chain("avalanche", 1),
            null,
            new(asset, amount, receiver, feeToken)
        );

        request.ShouldBeNull();
        wrong.ShouldNotBeNull().ShouldStartWith($"Expected {named}");
    }

    [Fact]
    public void Without_a_fee_token_the_fee_is_native()
    {
        var (request, _) = QuoteRequest.Read(
            QuoteKind.Stake,
            Chain("avalanche", 1),
            null,
            new("native", "5", $"{AddressOf(9)}")
        );

        request.ShouldNotBeNull().FeeToken.ShouldBe(Address.Zero);
    }

    [Fact]
    public void Both_ends_of_a_way_are_noted_with_the_times_of_their_blocks()
    {
        var began = Passage.Of(Block(Avalanche, 100, Locked(1, 4))).Single();
        var ended = Passage.Of(Block(Ethereum, 203, Minted(1, 5))).Single();

        (began.Way, began.Lane).ShouldBe(("Stake", $"{new Lane(Avalanche, Ethereum)}"));
        (ended.About, ended.IsEnd, ended.At - began.At).ShouldBe((began.About, true, 3));
    }

    [Fact]
    public void A_full_bucket_is_put_into_words()
    {
        var revert = new QLStakeSatellite.BucketExceededError(7, 1_769_903_998).Encode();

        QuoteRefusal
            .Explain(QLStakeSatellite.DecodeError(revert), "avalanche")
            .ShouldBe(
                "Expected at most 7, which the limit holds now, found more. If nothing else is taken it fits at 2026-01-31 23:59:58Z."
            );
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

    private static Quote Of(QuoteKind kind, Address feeToken) =>
        StakeQuotes.Of(
            new(kind, Chain("avalanche", 1), null, AddressOf(1), Address.Zero, 500, AddressOf(9), feeToken),
            Chain("ethereum", 2),
            new(
                new(new(700), new(50), new(200), new(550)),
                new(new(700), new(9), Link),
                new(1_000, 5, 397, 9),
                10,
                Noon,
                new(
                    20,
                    Noon,
                    new(30),
                    AddressOf(40),
                    6,
                    new(U256.MaxValue, 1, U256.MaxValue, 1),
                    (ulong)Noon.AddHours(1).ToUnixTimeSeconds(),
                    3,
                    2
                ),
                RecentGas.Of([100, 101]),
                new(1.5, 4, 12),
                []
            ),
            Noon,
            TimeSpan.FromMinutes(1)
        );

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
