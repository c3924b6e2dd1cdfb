using QLStake.Contracts;
using QLStake.MessageRouter;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MessageRouter;

/// <summary>A stake that is never minted goes back.</summary>
public sealed class RefundTests
{
    private static readonly Lane Back = new(Story.Ethereum, Story.Avalanche);
    private static readonly MessageId Message = new(Story.Hash(60));
    private static readonly B256 Key = BatchKey.Of(MessageKind.Refund, Story.Avalanche, Story.Satellite, Address.Zero);
    private static readonly ReleaseItem Item = new(
        Back,
        Story.Hub,
        Story.Satellite,
        Address.Zero,
        new(1000),
        Story.Alice,
        Story.Alice,
        7,
        0
    );
    private static readonly B256 RefundLeaf = Leaf.Of(MessageKind.Refund, Item);

    [Fact]
    public void The_rejection_that_makes_the_mint_impossible_asks_the_guards_to_sign_a_refund_once()
    {
        var given = Rejected(Story.Settings(2, 3));

        var command = Asked(given).ShouldHaveSingleItem().Command;
        command.Round.ShouldBe(1);
        command.Item.ShouldBe(Story.Item);
        command.Root.ShouldBe(Story.Id.Value);
        command.Reason.ShouldBe("Rejected");
        given.When(Story.Verdict(1, VerdictKind.Rejected, 9));
        Asked(given).Count.ShouldBe(1);
        given.Life.Waiting.Cause.ShouldBe(WaitingCause.Rejected);
    }

    [Fact]
    public void k_signatures_tell_the_executor_once_and_a_guard_that_refuses_is_no_signature()
    {
        var given = Rejected(Story.Settings(2, 3)).When(Answer(0, 5)).When(Refusal(1, 6));
        given.Unit.Events.OfType<RefundAsked>().ShouldBeEmpty();

        given.When(Answer(1, 7)).When(Answer(2, 8)).When(Answer(0, 5));

        var told = given.Unit.Events.OfType<RefundAsked>().ShouldHaveSingleItem().Command;
        told.Approvals.Select(approval => approval.Guardian).ShouldBe(Story.Guardians[..2], ignoreOrder: true);
        told.OperationId.ShouldBe($"refund-{Story.Id}");
        given.Life.Waiting.Cause.ShouldBe(WaitingCause.WaitingForRefund);
    }

    [Fact]
    public void Expired_signatures_are_asked_for_anew_and_silence_is_reminded()
    {
        var given = Rejected(Story.OneGuard);
        given.WhenTimeIs(Story.Noon.AddSeconds(31));
        Asked(given).Select(ask => ask.Attempt).ShouldBe([1, 2]);

        given.When(Answer(0, 5));
        given.When(Report(ReportKind.Returned, 1) with { Until = given.Now.AddSeconds(1) });
        given.WhenTimeIs(given.Now.AddSeconds(1));

        Asked(given)[^1].Command.Round.ShouldBe(2);
        given.When(Answer(0, 6, round: 2));
        given.Unit.Events.OfType<RefundAsked>().Select(told => told.Command.Round).ShouldBe([1, 2]);
    }

    [Fact]
    public void From_the_hub_it_goes_with_the_batch_of_refunds_to_its_satellite_and_is_paid_there()
    {
        var given = Rejected(Story.OneGuard).When(Answer(0, 5));
        given.When(Story.Observed(Story.Ethereum, 60, 300, Refunded));
        State(given).ShouldBe((StakeState.Refunded, WaitingCause.WaitingForBatch));
        given.Unit.Load<Stake>(Story.StakeStream).WakeAt.ShouldBeNull();

        given.When(Story.Observed(Story.Ethereum, 61, 301, Accepted, Sent));
        State(given).State.ShouldBe(StakeState.RefundSent);
        given.When(Story.Observed(Story.Avalanche, 70, 302, Received));

        var release = given.Unit.Events.OfType<ReleaseAsked>().ShouldHaveSingleItem().Command;
        release.Leaf.ShouldBe(RefundLeaf);
        release.Root.ShouldBe(RefundLeaf);
        release.Item.ShouldBe(Item);
        release.Staked!.Item.ShouldBe(Story.Item);
        release.Staked.Root.ShouldBe(Story.Id.Value);
        release.Staked.Proof.ShouldBeEmpty();

        given.When(Story.Observed(Story.Avalanche, 71, 303, Returned, Paid));
        State(given).ShouldBe((StakeState.Returned, WaitingCause.WaitingForDestinationFinality));
        given.When(Story.FinalTo(Story.Avalanche, 71));
        State(given).ShouldBe((StakeState.ReturnFinalized, WaitingCause.Done));
    }

    [Fact]
    public void A_mint_that_came_first_is_the_end_whatever_was_rejected()
    {
        var given = Rejected(Story.OneGuard).When(Story.MintBlock());

        given.Life.State.ShouldBe(StakeState.MintConfirmed);
        given.Unit.Load<Stake>(Story.StakeStream).WakeAt.ShouldBeNull();
        given.When(Answer(0, 5));
        given.WhenTimeIs(Story.Noon.AddHours(5));
        Asked(given).Count.ShouldBe(1);
    }

    private static Fact Refunded => new StakeRefunded(Story.Id, RefundLeaf, Story.Id.Value, Item, Key, 0);

    private static Fact Accepted => new MessageSent(Message, Back, 12, Story.Hub, Story.Satellite, 200_000);

    private static Fact Sent =>
        new RootSent(
            Message,
            RefundLeaf,
            MessageKind.Refund,
            Address.Zero,
            1,
            new(1000),
            Story.Avalanche,
            Story.Satellite
        );

    private static Fact Received =>
        new RootReceived(
            Message,
            RefundLeaf,
            Story.Ethereum,
            Story.Hub,
            MessageKind.Refund,
            Address.Zero,
            1,
            new(1000)
        );

    private static Fact Returned => new StakeReturned(Story.Id, RefundLeaf, Story.Alice, Address.Zero, new(1000));

    private static Fact Paid => new PaidOut(RefundLeaf, Story.Alice, Address.Zero, new(1000));

    private static Given Rejected(RouterSettings settings)
    {
        var given = Given.Asked1(settings);
        for (var guard = 0; guard <= settings.Guardians.Count - settings.Threshold; guard++)
            given.When(Story.Verdict(guard, VerdictKind.Rejected, 2 + guard));
        return given;
    }

    private static List<RefundApprovalAsked> Asked(Given given) => [.. given.Unit.Events.OfType<RefundApprovalAsked>()];

    private static RefundAnswered Answer(int guardian, long position, int round = 1) =>
        new(
            Story.Guardians[guardian],
            round,
            new(Story.Id, round, Story.Guardians[guardian], Story.Id.Value, 5000, "0xab"),
            null,
            null,
            position,
            Story.Noon
        );

    private static RefundAnswered Refusal(int guardian, long position) =>
        new(Story.Guardians[guardian], 1, null, "not rejected", Story.Noon.AddMinutes(5), position, Story.Noon);

    private static OperationReported Report(ReportKind kind, long position) =>
        new($"refund-{Story.Id}", 1, kind, null, "expired", null, position, Story.Noon);

    private static (StakeState State, WaitingCause Cause) State(Given given)
    {
        var release = given.Unit.Load<Release>(StreamNames.OfRelease(RefundLeaf));
        var root = given.Unit.Load<Root>(StreamNames.Of(Message));
        var life = given.Life with { WayBack = new(release, root) };
        return (life.State, life.Waiting.Cause);
    }
}
