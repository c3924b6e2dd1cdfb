using QLStake.Contracts;
using QLStake.MessageRouter;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MessageRouter;

/// <summary>A redemption: shares burned on the hub, paid on the satellite.</summary>
public sealed class ReleaseTests
{
    private static readonly Lane Back = new(Story.Ethereum, Story.Avalanche);
    private static readonly MessageId Message = new(Story.Hash(60));
    private static readonly ReleaseItem Item = new(
        Back,
        Story.Hub,
        Story.Satellite,
        Address.Zero,
        new(1000),
        Story.Bob,
        Story.Bob,
        3,
        0
    );
    private static readonly B256 Id = Leaf.Of(MessageKind.Release, Item);
    private static readonly string Stream = StreamNames.OfRelease(Id);

    [Fact]
    public void A_redemption_goes_from_the_burn_to_the_final_payment_and_says_at_each_step_what_it_waits_for()
    {
        var given = Redeemed();
        Then(given, ReleaseState.Sent, WaitingCause.WaitingForSourceFinality);
        given.When(Story.FinalTo(Story.Ethereum, 60));
        Then(given, ReleaseState.Sent, WaitingCause.WaitingForCommit);
        given.When(Story.Observed(Story.Avalanche, 70, 301, new RootCommitted(Back, 10, 14, Story.Hash(9))));
        Then(given, ReleaseState.Committed, WaitingCause.WaitingForExecution);
        given.When(Story.Observed(Story.Avalanche, 71, 302, Executed(ExecutionState.Success), Received));
        Then(given, ReleaseState.RootReceived, WaitingCause.WaitingForRelease);
        given.Unit.Events.OfType<ReleaseAsked>().ShouldHaveSingleItem().Command.Staked.ShouldBeNull();
        given.When(Story.Observed(Story.Avalanche, 72, 303, Released, Paid(1000)));
        Then(given, ReleaseState.Paid, WaitingCause.WaitingForDestinationFinality);
        given.When(Story.FinalTo(Story.Avalanche, 72));
        Then(given, ReleaseState.Finalized, WaitingCause.Done);
    }

    [Fact]
    public void A_failed_execution_is_put_into_words_and_manual_execution_goes_on()
    {
        var given = Redeemed().When(Story.Observed(Story.Avalanche, 71, 302, Executed(ExecutionState.Failure)));
        Then(given, ReleaseState.ExecutionFailed, WaitingCause.ExecutionFailed);

        given.When(Story.Observed(Story.Avalanche, 75, 304, Executed(ExecutionState.Success), Received));

        Then(given, ReleaseState.RootReceived, WaitingCause.WaitingForRelease);
    }

    [Fact]
    public void What_the_receiver_does_not_take_is_his_to_claim()
    {
        var refused = new PayoutFailed(Id, Story.Bob, Address.Zero, new(1000));
        var given = Arrived().When(Story.Observed(Story.Avalanche, 72, 303, Released, refused));
        Then(given, ReleaseState.Claimable, WaitingCause.Claimable);

        given.When(Story.FinalTo(Story.Avalanche, 72));

        Then(given, ReleaseState.Claimable, WaitingCause.Claimable);
        Way(given).Waiting.Owner.ShouldBe(WaitingOwner.User);
    }

    [Fact]
    public void A_payment_in_instalments_asks_for_each_of_them_once()
    {
        var given = Arrived()
            .When(Story.Observed(Story.Avalanche, 72, 303, Released, new RestWaits(Id, new(600)), Paid(400)));
        Then(given, ReleaseState.PartlyPaid, WaitingCause.WaitingForPayout);
        given.Unit.Events.OfType<RestAsked>().ShouldHaveSingleItem().Command.Satellite.ShouldBe(Story.Satellite);

        given.When(Story.Observed(Story.Avalanche, 80, 305, new RestWaits(Id, new(100)), Paid(500)));
        given.Unit.Events.OfType<RestAsked>().Select(asked => asked.Command.Round).ShouldBe([1, 2]);
        given.When(Story.Observed(Story.Avalanche, 90, 306, Paid(100)));

        Then(given, ReleaseState.Paid, WaitingCause.WaitingForDestinationFinality);
        given.Unit.Load<Release>(Stream).WakeAt.ShouldBeNull();
    }

    [Fact]
    public void Silence_is_reminded_an_answer_is_waited_for_and_what_came_back_is_asked_anew()
    {
        var given = Arrived();
        Wake(given, Story.Noon.AddSeconds(31));
        Commands(given).ShouldBe([1, 1]);

        Answer(given, ReportKind.Postponed, 1, Story.Noon.AddMinutes(3));
        Wake(given, Story.Noon.AddHours(1));
        Commands(given).ShouldBe([1, 1]);
        Way(given).Waiting.Until.ShouldBe(Story.Noon.AddMinutes(3));

        Answer(given, ReportKind.Returned, 2, Story.Noon.AddHours(2));
        Wake(given, Story.Noon.AddHours(2));
        Commands(given).ShouldBe([1, 1, 2]);
    }

    [Fact]
    public void A_payment_that_a_reorg_takes_back_is_paid_no_more()
    {
        var given = Arrived().When(Story.Observed(Story.Avalanche, 72, 303, Released, Paid(1000)));
        given.When(Story.Orphaned(Story.Avalanche, 303));

        Then(given, ReleaseState.RootReceived, WaitingCause.WaitingForRelease);
        given.When(Story.FinalTo(Story.Avalanche, 99));
        Then(given, ReleaseState.RootReceived, WaitingCause.WaitingForRelease);
    }

    [Fact]
    public void A_root_of_a_stranger_is_paid_by_nobody()
    {
        var foreign = (RootReceived)Received with { Peer = Story.Alice };
        var given = Redeemed().When(Story.Observed(Story.Avalanche, 71, 302, foreign));

        given.Unit.Events.OfType<ReleaseAsked>().ShouldBeEmpty();
    }

    private static Fact Received =>
        new RootReceived(Message, Id, Story.Ethereum, Story.Hub, MessageKind.Release, Address.Zero, 1, new(1000));

    private static Fact Released => new Released(Id, Id, Story.Bob, Address.Zero, new(1000));

    private static Fact Paid(ulong amount) => new PaidOut(Id, Story.Bob, Address.Zero, new(amount));

    private static Fact Executed(ExecutionState state) =>
        new MessageExecuted(Message, Back, 12, state, state == ExecutionState.Failure ? "0x1234" : "0x", 90_000);

    private static Given Redeemed() =>
        new Given(Story.OneGuard).When(
            Story.Observed(
                Story.Ethereum,
                60,
                300,
                new Redeemed(Id, Story.Alice, Story.Guardians[4], new(990), Item),
                new MessageSent(Message, Back, 12, Story.Hub, Story.Satellite, 200_000),
                new RootSent(
                    Message,
                    Id,
                    MessageKind.Release,
                    Address.Zero,
                    1,
                    new(1000),
                    Story.Avalanche,
                    Story.Satellite
                )
            )
        );

    private static Given Arrived() =>
        Redeemed().When(Story.Observed(Story.Avalanche, 71, 302, Executed(ExecutionState.Success), Received));

    private static Return Way(Given given) =>
        new(given.Unit.Load<Release>(Stream), given.Unit.Load<Root>(StreamNames.Of(Message)));

    private static void Then(Given given, ReleaseState state, WaitingCause cause) =>
        (Way(given).State, Way(given).Waiting.Cause).ShouldBe((state, cause));

    private static void Wake(Given given, DateTimeOffset now) =>
        given.Unit.Decide<Release>(Stream, release => ReleaseRules.Wake(release, Story.OneGuard, now));

    private static void Answer(Given given, ReportKind kind, long position, DateTimeOffset until)
    {
        var report = new OperationReported($"release-{Id}", 1, kind, null, "held", until, position, Story.Noon);
        given.Unit.Decide<Release>(Stream, release => ReleaseRules.Report(release, report));
        given.Unit.Decide<Release>(Stream, release => ReleaseRules.Report(release, report));
    }

    private static List<int> Commands(Given given) =>
        [.. given.Unit.Events.OfType<ReleaseAsked>().Select(asked => asked.Command.Round)];
}
