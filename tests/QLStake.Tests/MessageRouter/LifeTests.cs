using QLStake.Contracts;
using QLStake.MessageRouter;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MessageRouter;

public sealed class LifeTests
{
    [Fact]
    public void A_stake_goes_from_lock_to_final_mint_and_says_at_each_step_what_it_waits_for()
    {
        var given = new Given(Story.OneGuard);
        Then(given, StakeState.NotLocked, WaitingCause.WaitingForLock, WaitingOwner.Chain);
        Then(
            given.When(Story.LockBlock()),
            StakeState.MessageSent,
            WaitingCause.WaitingForSourceFinality,
            WaitingOwner.Chain
        );
        given.When(Story.FinalTo(Story.Avalanche, 10));
        Then(given, StakeState.MessageSent, WaitingCause.WaitingForCommit, WaitingOwner.Ccip);
        Then(
            given.When(Story.CommitBlock()),
            StakeState.RootCommitted,
            WaitingCause.WaitingForExecution,
            WaitingOwner.Ccip
        );
        given.When(Story.Observed(Story.Ethereum, 51, 201, Story.Executed()));
        Then(given, StakeState.Executed, WaitingCause.WaitingForRoot, WaitingOwner.Operator);
        given.When(Story.Observed(Story.Ethereum, 51, 203, Story.Received));
        Then(given, StakeState.RootReceived, WaitingCause.WaitingForApproval, WaitingOwner.Guard);
        Then(
            given.When(Story.Approval(0, 1)),
            StakeState.MintApproved,
            WaitingCause.WaitingForMint,
            WaitingOwner.Executor
        );
        given.When(Story.Report(ReportKind.Submitted, 1));
        Then(given, StakeState.MintSubmitted, WaitingCause.WaitingForMint, WaitingOwner.Executor);
        Then(
            given.When(Story.MintBlock()),
            StakeState.MintConfirmed,
            WaitingCause.WaitingForHubFinality,
            WaitingOwner.Chain
        );
        given.When(Story.FinalTo(Story.Ethereum, 52));
        Then(given, StakeState.MintFinalized, WaitingCause.Done, WaitingOwner.User);
    }

    [Fact]
    public void Execution_failure_says_that_manual_execution_is_possible_and_manual_execution_goes_on()
    {
        var given = new Given(Story.OneGuard).When(Story.LockBlock()).When(Story.CommitBlock());
        given.When(Story.Observed(Story.Ethereum, 51, 201, Story.Executed(ExecutionState.Failure)));

        Then(given, StakeState.ExecutionFailed, WaitingCause.ExecutionFailed, WaitingOwner.User);
        given.Life.Waiting.Detail.ShouldContain("execution failed, manual execution possible");

        given.When(Story.Observed(Story.Ethereum, 60, 204, Story.Executed(), Story.Received));
        given.When(Story.FinalTo(Story.Avalanche, 12));
        Then(given, StakeState.RootReceived, WaitingCause.WaitingForApproval, WaitingOwner.Guard);
        given.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public void A_pause_of_the_hub_is_the_reason_until_it_is_lifted()
    {
        var given = Given.Asked1().When(Story.Approval(0, 1));
        given.When(Story.Observed(Story.Ethereum, 60, 300, new MintsPaused(Story.Alice)));
        Then(given, StakeState.MintApproved, WaitingCause.MintingPaused, WaitingOwner.Operator);

        given.When(Story.Observed(Story.Ethereum, 61, 301, new MintsUnpaused(Story.Alice)));
        Then(given, StakeState.MintApproved, WaitingCause.WaitingForMint, WaitingOwner.Executor);
    }

    [Fact]
    public void What_the_executor_finds_paused_is_explained_by_the_pause()
    {
        var given = Given.Asked1().When(Story.Approval(0, 1)).When(Story.Report(ReportKind.Postponed, 1));

        Then(given, StakeState.MintApproved, WaitingCause.MintingPaused, WaitingOwner.Operator);
        given.Life.Waiting.Until.ShouldBe(Story.Noon.AddMinutes(1));

        given.When(Story.Observed(Story.Ethereum, 61, 301, new MintsUnpaused(Story.Alice)));
        Then(given, StakeState.MintApproved, WaitingCause.WaitingForMint, WaitingOwner.Executor);
    }

    [Theory]
    [InlineData(VerdictKind.Deferred, StakeState.MintDeferred, WaitingCause.Deferred, WaitingOwner.Guard)]
    [InlineData(VerdictKind.NotYetProvable, StakeState.RootReceived, WaitingCause.NotYetProvable, WaitingOwner.Guard)]
    [InlineData(VerdictKind.Held, StakeState.MintHeld, WaitingCause.Held, WaitingOwner.Operator)]
    [InlineData(VerdictKind.Rejected, StakeState.MintRejected, WaitingCause.Rejected, WaitingOwner.Guard)]
    public void A_guards_answer_is_the_reason(
        VerdictKind kind,
        StakeState state,
        WaitingCause cause,
        WaitingOwner owner
    )
    {
        var given = Given.Asked1().When(Story.Verdict(0, kind, 1));

        Then(given, state, cause, owner);
        given.Life.Waiting.Detail.ShouldContain($"{kind}");
        given.Told.ShouldBeEmpty();
    }

    [Fact]
    public void The_timeline_tells_stake_and_message_as_one_story_without_repetition()
    {
        var given = Given.Asked1().When(Story.Approval(0, 1)).When(Story.MintBlock());
        var events = given.Unit.Events.Where(@event => @event is not BlockTraced);

        Timeline
            .Of(events, AssetUnit.Unnamed(Address.Zero))
            .Select(entry => entry.What)
            .ShouldBe(
                [
                    "StakeLocked",
                    "RootSent",
                    "MessageSent",
                    "RootCommitted",
                    "RootReceived",
                    "MessageExecuted",
                    "SourceFinalized",
                    "ApprovalAsked",
                    "MintApproved",
                    "MintAsked",
                    "MintConfirmed",
                ],
                ignoreOrder: true
            );
    }

    private static void Then(Given given, StakeState state, WaitingCause cause, WaitingOwner owner) =>
        (given.Life.State, given.Life.Waiting.Cause, given.Life.Waiting.Owner).ShouldBe((state, cause, owner));
}
