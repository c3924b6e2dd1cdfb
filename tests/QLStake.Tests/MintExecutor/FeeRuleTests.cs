using FsCheck;
using FsCheck.Xunit;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.MintExecutor;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MintExecutor;

public sealed class FeeRuleTests
{
    [Fact]
    public void Fees_leave_room_for_the_base_fee_to_double() =>
        FeeRule.Propose(History(100, tip: 3), new(1_000UL)).ShouldBe(new GasFees(new(203UL), new(3UL)));

    [Fact]
    public void The_ceiling_takes_the_room_first() =>
        FeeRule.Propose(History(100, tip: 3), new(150UL)).ShouldBe(new GasFees(new(150UL), new(3UL)));

    [Fact]
    public void Above_the_ceiling_nothing_is_offered() =>
        FeeRule.Propose(History(100, tip: 3), new(102UL)).ShouldBeNull();

    [Fact]
    public void A_chain_without_tips_gets_the_least_tip() =>
        FeeRule.Propose(new(1, [100UL, 100UL], [0.5], []), new(1_000UL))!.Value.Priority.ShouldBe(new Wei(1UL));

    [Property]
    public void A_replacement_raises_both_fees_by_an_eighth_and_stays_under_the_ceiling(
        uint max,
        uint tip,
        uint ceiling
    )
    {
        var last = new GasFees(new((ulong)max), new((ulong)Math.Min(tip, max)));
        if (FeeRule.Bump(last, null, new((ulong)ceiling)) is not { } bumped)
            return;
        bumped.Max.Value.ShouldBeLessThanOrEqualTo((U256)(ulong)ceiling);
        bumped.Max.Value.ShouldBeGreaterThan(last.Max.Value + last.Max.Value / (U256)8UL);
        bumped.Priority.Value.ShouldBeGreaterThan(last.Priority.Value + last.Priority.Value / (U256)8UL);
        bumped.Priority.Value.ShouldBeLessThanOrEqualTo(bumped.Max.Value);
    }

    [Fact]
    public void A_replacement_follows_a_market_that_rose_further() =>
        FeeRule
            .Bump(new(new(100UL), new(10UL)), new GasFees(new(500UL), new(50UL)), new(1_000UL))
            .ShouldBe(new GasFees(new(500UL), new(50UL)));

    private static FeeHistory History(ulong baseFee, ulong tip) =>
        new(
            1,
            [baseFee, baseFee],
            [0.5],
            [
                [(U256)tip],
            ]
        );
}
