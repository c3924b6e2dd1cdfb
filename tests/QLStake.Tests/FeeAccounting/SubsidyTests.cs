using QLStake.Contracts;
using QLStake.FeeAccounting;
using Shouldly;
using Xunit;
using static QLStake.Tests.FeeAccounting.FeeStory;

namespace QLStake.Tests.FeeAccounting;

public sealed class SubsidyTests
{
    private static readonly SubsidyTerms Terms = new(5_000, 3_600, 400, 300, 350);
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds((long)NearMidnight).AddHours(1);

    [Fact]
    public void What_is_left_is_what_was_put_in_less_what_was_given_and_taken_out()
    {
        var programme = Of(700);

        (programme.Budget, programme.Used, programme.Left).ShouldBe((1_200UL, 500UL, 700UL));
        programme.BooksAgree.ShouldBeTrue();
        Of(701).BooksAgree.ShouldBeFalse();
    }

    [Fact]
    public void Use_is_told_by_period_and_account_with_what_is_left_of_the_cap()
    {
        // Two seconds before midnight is one period, midnight the next.
        var periods = Of(700).Periods;

        periods.Select(period => (period.Used, period.Left)).ShouldBe([(200UL, 200UL), (300UL, 100UL)]);
        periods[1].Accounts.ShouldHaveSingleItem().ShouldBe(new(Staker, 300, 1));
    }

    [Fact]
    public void It_is_exhausted_at_the_rate_of_the_last_day()
    {
        // 500 a day, 700 left.
        Of(700).ExhaustedAt.ShouldBe(Now.AddDays(1.4));
        Of(700, Now.AddDays(2)).ExhaustedAt.ShouldBeNull();
    }

    private static SubsidyProgramme Of(ulong pot, DateTimeOffset? now = null)
    {
        var books = new Books()
            .When(Block(Avalanche, 100, Told(new SubsidyMoved(MoneyFlow.In, AddressOf(5), new(1_500)), 1)))
            .When(Block(Avalanche, 105, Locked(1, 4, subsidy: 300)))
            .When(Block(Avalanche, 102, Locked(2, 4, subsidy: 200)))
            .When(Block(Avalanche, 104, Told(new SubsidyMoved(MoneyFlow.Out, AddressOf(5), new(300)), 1)));
        return SubsidyRules.Of((Avalanche, "avalanche"), Terms, (pot, 9), [.. books.Postings], now ?? Now);
    }
}
