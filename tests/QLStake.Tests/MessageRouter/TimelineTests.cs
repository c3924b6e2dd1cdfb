using QLStake.Contracts;
using QLStake.MessageRouter;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MessageRouter;

public sealed class TimelineTests
{
    private static readonly AssetUnit Avax = new("AVAX", 18);

    /// <summary>As the satellite's transaction logs them: CCIP speaks before the lock does.</summary>
    private static readonly BlockObserved LockedLast = Story.Observed(
        Story.Avalanche,
        10,
        100,
        Story.Accepted,
        Story.Locked,
        Story.Sent
    );

    [Fact]
    public void A_message_is_told_after_the_lock_that_it_carries()
    {
        var given = new Given(Story.OneGuard).When(LockedLast);

        Told(given).ShouldBe(["StakeLocked", "RootSent", "MessageSent"]);
    }

    [Fact]
    public void What_a_chain_said_is_told_in_its_order_whenever_it_came_to_be_known()
    {
        // The hub's news are known before the lock: the message then finds them on its page, in no order.
        var given = new Given(Story.OneGuard)
            .When(Story.CommitBlock(hash: 255))
            .When(Story.ArrivalBlock(hash: 201))
            .When(LockedLast);

        Told(given)
            .ShouldBe(["RootCommitted", "StakeLocked", "RootSent", "MessageSent", "MessageExecuted", "RootReceived"]);
    }

    [Fact]
    public void A_reorg_is_told_between_what_it_took_back_and_what_came_instead()
    {
        var given = new Given(Story.OneGuard)
            .When(LockedLast)
            .When(Story.Orphaned(Story.Avalanche, 100))
            .When(Story.LockBlock(hash: 101));

        Told(given)
            .Where(what => what is "StakeLocked" or "BlockOrphaned")
            .Distinct()
            .ShouldBe(["StakeLocked", "BlockOrphaned"]);
        Told(given).Last(what => what is "StakeLocked" or "BlockOrphaned").ShouldBe("StakeLocked");
    }

    [Theory]
    [InlineData("1500000000000000000", "1.5 AVAX")]
    [InlineData("100000000000000000000", "100 AVAX")]
    [InlineData("1", "0.000000000000000001 AVAX")]
    [InlineData("0", "0 AVAX")]
    public void An_amount_is_told_exactly_and_in_its_unit(string amount, string told) =>
        Avax.Show(new Assets(U256.Parse(amount))).ShouldBe(told);

    [Fact]
    public void A_token_that_is_not_known_is_counted_in_its_smallest_unit() =>
        AssetUnit.Unnamed(Story.Alice).Show(new Assets(1500)).ShouldBe($"1500 units of {Story.Alice}");

    [Fact]
    public void A_guards_amounts_are_told_in_units_and_its_lanes_and_hashes_are_left_alone()
    {
        var said =
            $"The amount 200000000000000000000 is above the single-mint cap 100000000000000000000 of lane {Story.Lane}, root {Story.Hash(7)}.";

        Avax.In(said)
            .ShouldBe(
                $"The amount 200 AVAX is above the single-mint cap 100 AVAX of lane {Story.Lane}, root {Story.Hash(7)}."
            );
    }

    [Fact]
    public void A_moment_that_has_passed_is_no_end_of_a_wait()
    {
        var given = Given.Asked1().When(Story.Approval(0, 1)).When(Story.Report(ReportKind.Postponed, 1));
        var until = Story.Noon.AddMinutes(1);

        given.Life.Waiting.Told(until.AddSeconds(-1), Avax).Until.ShouldBe(until);
        given.Life.Waiting.Told(until, Avax).Until.ShouldBeNull();
    }

    /// <summary>From the stake's and its message's streams, in the order in which they were written.</summary>
    private static List<string> Told(Given given)
    {
        var streams = new[] { Story.StakeStream, Story.RootStream }.SelectMany(given.Unit.Stream);
        var own = streams.ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. Timeline.Of(given.Unit.Events.Where(own.Contains), Avax).Select(entry => entry.What)];
    }
}
