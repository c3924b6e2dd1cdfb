using QLStake.Contracts;
using QLStake.MessageRouter;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MessageRouter;

public sealed class AskingTests
{
    [Fact]
    public void The_guards_are_asked_once_the_root_is_on_the_hub_and_the_lock_is_final()
    {
        var command = Given.Asked1().Asked.ShouldHaveSingleItem().Command;

        command.ShouldSatisfyAllConditions(
            ask => ask.StakeId.ShouldBe(Story.Id),
            ask => ask.Round.ShouldBe(1),
            ask => ask.Item.ShouldBe(Story.Item),
            ask => ask.Root.ShouldBe(Story.Id.Value),
            ask => ask.Proof.ShouldBeEmpty(),
            ask => ask.Evidence.MessageId.ShouldBe(Story.Message),
            ask => ask.Evidence.SequenceNumber.ShouldBe(300ul),
            ask => ask.Evidence.LockBlock.ShouldBe(Story.Block(10, 100)),
            ask => ask.Evidence.LeafCount.ShouldBe(1u)
        );
    }

    [Fact]
    public void Money_moves_on_final_so_an_unfinal_lock_asks_nobody()
    {
        var given = new Given(Story.OneGuard)
            .When(Story.LockBlock())
            .When(Story.CommitBlock())
            .When(Story.ArrivalBlock());
        given.When(Story.FinalTo(Story.Avalanche, 9)).Asked.ShouldBeEmpty();
        given.When(Story.FinalTo(Story.Ethereum, 99)).Asked.ShouldBeEmpty();

        given.When(Story.FinalTo(Story.Avalanche, 10)).Asked.Count.ShouldBe(1);
        given.When(Story.FinalTo(Story.Avalanche, 11)).Asked.Count.ShouldBe(1);
    }

    [Fact]
    public void A_lock_that_is_seen_late_below_the_finalized_height_is_final_at_once()
    {
        var given = new Given(Story.OneGuard).When(Story.FinalTo(Story.Avalanche, 20)).When(Story.ArrivalBlock());

        given.When(Story.LockBlock()).Asked.Count.ShouldBe(1);
    }

    [Fact]
    public void A_message_of_a_foreign_sender_concerns_nobody()
    {
        var foreign = new MessageSent(new(Story.Hash(66)), Story.Lane, 301, Story.Alice, Story.Hub, 200_000);
        var given = new Given(Story.OneGuard).When(Story.Observed(Story.Avalanche, 10, 100, foreign));
        given.When(Story.CommitBlock());

        given.Unit.Streams.ShouldAllBe(stream => !StreamNames.IsRoot(stream) && !StreamNames.IsStake(stream));
    }

    [Fact]
    public void A_root_of_a_foreign_satellite_is_not_followed()
    {
        var received = (RootReceived)Story.Received with { Peer = Story.Alice };
        var given = new Given(Story.OneGuard).When(Story.Observed(Story.Ethereum, 51, 201, received));

        given.Unit.Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_commit_longer_than_CCIP_allows_is_refused_by_name()
    {
        var commit = (RootCommitted)Story.Committed with { MaxSequenceNumber = ulong.MaxValue };
        var error = Should.Throw<InvalidOperationException>(() =>
            new Given(Story.OneGuard).When(Story.Observed(Story.Ethereum, 50, 200, commit))
        );

        error.Message.ShouldContain("Expected a commit of 1 to 256 sequence numbers");
    }

    [Fact]
    public void An_unanswered_asking_is_said_again_with_the_same_round_and_ever_more_patience()
    {
        var given = Given.Asked1().WhenTimeIs(Story.Noon.AddSeconds(29));
        given.Asked.Count.ShouldBe(1);

        given.WhenTimeIs(Story.Noon.AddSeconds(30)).WhenTimeIs(Story.Noon.AddSeconds(30));
        given.Asked.Select(asked => (asked.Command.Round, asked.Attempt)).ShouldBe([(1, 1), (1, 2)]);
        given.Life.Stake.WakeAt.ShouldBe(Story.Noon.AddSeconds(90));
    }

    [Fact]
    public void A_deferred_stake_is_left_alone_until_its_guard_is_overdue()
    {
        var given = Given.Asked1().When(Story.Verdict(0, VerdictKind.Deferred, 1));

        given.Life.Stake.WakeAt.ShouldBe(Story.Noon.AddMinutes(5).AddSeconds(30));
    }

    [Fact]
    public void The_executor_is_told_once_and_reminded_until_it_answers()
    {
        var given = Given.Asked1().When(Story.Approval(0, 1)).When(Story.Approval(0, 1)).When(Story.Approval(0, 2));
        given.Told.Count.ShouldBe(1);

        given.WhenTimeIs(Story.Noon.AddSeconds(30)).Told.Count.ShouldBe(2);
        given.When(Story.Report(ReportKind.Submitted, 1)).Life.Stake.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void Returned_approvals_are_asked_for_anew_in_a_higher_round()
    {
        var given = Given.Asked1().When(Story.Approval(0, 1)).When(Story.Report(ReportKind.Returned, 1));
        given.Life.State.ShouldBe(StakeState.RootReceived);
        given.Asked.Count.ShouldBe(1);

        given.WhenTimeIs(Story.Noon.AddMinutes(1)).Asked[^1].Command.Round.ShouldBe(2);
        given
            .When(Story.Approval(0, 2))
            .Told.Count.ShouldBe(1, "an answer to the first round says nothing about the second");
        given.When(Story.Approval(0, 3, round: 2)).Told[^1].Command.Round.ShouldBe(2);
        given.When(Story.Report(ReportKind.Returned, 1)).WhenTimeIs(Story.Noon.AddHours(1)).Told.Count.ShouldBe(3);
        given.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public void A_minted_stake_asks_for_nothing_more()
    {
        var given = Given
            .Asked1()
            .When(Story.MintBlock())
            .When(Story.Approval(0, 1))
            .WhenTimeIs(Story.Noon.AddHours(1));

        given.Told.ShouldBeEmpty();
        given.Asked.Count.ShouldBe(1);
        given.Life.Stake.WakeAt.ShouldBeNull();
    }
}
