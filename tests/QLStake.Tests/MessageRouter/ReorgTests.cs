using QLStake.Contracts;
using QLStake.MessageRouter;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MessageRouter;

public sealed class ReorgTests
{
    [Fact]
    public void A_hub_reorg_takes_the_root_back_and_asks_nobody_again_when_it_returns()
    {
        var given = Given.Asked1().When(Story.Orphaned(Story.Ethereum, 201));
        given.Life.State.ShouldBe(StakeState.RootCommitted);

        given.When(Story.ArrivalBlock(211));
        given.Life.State.ShouldBe(StakeState.RootReceived);
        given.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public void A_mint_that_is_taken_back_falls_back_to_submitted_and_comes_again()
    {
        var given = Given.Asked1().When(Story.Approval(0, 1)).When(Story.Report(ReportKind.Submitted, 1));
        given.When(Story.MintBlock()).When(Story.Orphaned(Story.Ethereum, 202));
        given.Life.State.ShouldBe(StakeState.MintSubmitted);
        given.Told.Count.ShouldBe(1);

        given.When(Story.MintBlock(212)).When(Story.FinalTo(Story.Ethereum, 52));
        given.Life.State.ShouldBe(StakeState.MintFinalized);
    }

    [Fact]
    public void A_lock_whose_block_is_orphaned_is_no_lock_and_its_height_makes_nothing_final()
    {
        var given = new Given(Story.OneGuard).When(Story.LockBlock()).When(Story.Orphaned(Story.Avalanche, 100));
        given.When(Story.ArrivalBlock()).When(Story.FinalTo(Story.Avalanche, 10));

        given.Asked.ShouldBeEmpty();
        given.Life.Stake.Locked.ShouldBeNull();
    }

    [Fact]
    public void A_block_that_comes_back_brings_its_facts_back()
    {
        var given = new Given(Story.OneGuard)
            .When(Story.LockBlock())
            .When(Story.CommitBlock())
            .When(Story.ArrivalBlock());
        given.When(Story.Orphaned(Story.Ethereum, 200, 201)).When(Story.ArrivalBlock()).When(Story.CommitBlock());

        given.Life.State.ShouldBe(StakeState.RootReceived);
        given.When(Story.FinalTo(Story.Avalanche, 10)).Asked.Count.ShouldBe(1);
    }

    [Fact]
    public void An_orphaning_that_is_seen_before_its_block_is_remembered()
    {
        var given = new Given(Story.OneGuard).When(Story.Orphaned(Story.Avalanche, 100), 5).When(Story.LockBlock(), 4);

        given.Life.State.ShouldBe(StakeState.NotLocked);
        given.When(Story.LockBlock(), 6).Life.State.ShouldBe(StakeState.MessageSent);
    }

    [Fact]
    public void A_commit_that_was_taken_back_while_its_message_was_gone_stays_taken_back()
    {
        var given = new Given(Story.OneGuard).When(Story.LockBlock()).When(Story.CommitBlock());
        given
            .When(Story.Orphaned(Story.Avalanche, 100))
            .When(Story.Orphaned(Story.Ethereum, 200))
            .When(Story.LockBlock());

        given.Life.State.ShouldBe(StakeState.MessageSent);
    }

    [Fact]
    public void A_pause_that_is_taken_back_is_none()
    {
        var pause = Story.Observed(Story.Ethereum, 60, 300, new MintsPaused(Story.Alice));
        var given = Given.Asked1().When(Story.Approval(0, 1)).When(pause).When(Story.Orphaned(Story.Ethereum, 300));

        given.Life.Waiting.Cause.ShouldBe(WaitingCause.WaitingForMint);
    }
}
