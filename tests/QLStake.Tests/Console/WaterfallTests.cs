using QLStake.Console;
using QLStake.Contracts;
using Shouldly;
using Xunit;

namespace QLStake.Tests.ConsoleApi;

/// <summary>A timeline to scale.</summary>
public sealed class WaterfallTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly ChainSelector Avalanche = new(1);

    [Fact]
    public void Time_belongs_to_whoever_ends_it()
    {
        var way = Waterfall.Of(
            [OnChain("StakeLocked", 0), Decided("MintAsked", 3), OnChain("MintConfirmed", 10)],
            null
        );

        way.Whole.ShouldBe(TimeSpan.FromSeconds(10));
        way.By(SpentBy.Services).ShouldBe(TimeSpan.FromSeconds(3));
        way.By(SpentBy.Chains).ShouldBe(TimeSpan.FromSeconds(7));
        way.By(SpentBy.Waiting).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_decision_that_seems_to_come_before_its_block_takes_no_time()
    {
        var way = Waterfall.Of([OnChain("StakeLocked", 0), OnChain("RootReceived", 5), Decided("MintAsked", 4)], null);

        way.Stretches[^1].Length.ShouldBe(TimeSpan.Zero);
        way.Stretches[^1].Begin.ShouldBe(TimeSpan.FromSeconds(5));
        way.Whole.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_wait_that_goes_on_is_the_last_stretch()
    {
        var way = Waterfall.Of([OnChain("StakeLocked", 0)], Noon.AddMinutes(1));

        way.Stretches[^1].ShouldBe(new Stretch(null, TimeSpan.Zero, TimeSpan.FromMinutes(1), SpentBy.Waiting));
        way.Whole.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Nothing_has_no_length() => Waterfall.Of([], Noon).Whole.ShouldBe(TimeSpan.Zero);

    private static Step OnChain(string what, int second) =>
        new(Noon.AddSeconds(second), what, Avalanche, "avalanche", new(7, default, 0), null, null);

    private static Step Decided(string what, int second) =>
        new(Noon.AddSeconds(second), what, null, null, null, null, null);
}
