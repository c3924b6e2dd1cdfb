using QLStake.Contracts;
using QLStake.MintExecutor;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;
using static QLStake.Tests.MintExecutor.ExecutorGiven;

namespace QLStake.Tests.MintExecutor;

public sealed class OperationQueueTests
{
    [Fact]
    public void An_order_delivered_twice_is_queued_once() =>
        QueueRule.Take(QueuedOperation(), OperationOrder(), null, Now).ShouldBeEmpty();

    [Fact]
    public void An_operation_enters_one_batch_only() =>
        QueueRule.Claim(ClaimedOperation("b1"), "b2", Now).ShouldBeEmpty();

    [Fact]
    public void What_failed_is_looked_at_again_only_when_the_failure_is_final_and_each_time_later()
    {
        var claimed = ClaimedOperation();
        var outcome = MinedOutcomes.Of(PreparedOperation(), Receipt() with { Succeeded = false }, null, Now);
        outcome(claimed).ShouldBeNull();

        var first = QueueRule.Finish(claimed, "b1", Hash(1), Now).OfType<OperationDelayed>().Single();
        var again = Fold(claimed.Apply(first), QueueRule.Claim(claimed.Apply(first), "b2", first.RetryAt));
        var second = QueueRule.Finish(again, "b2", Hash(2), Now).OfType<OperationDelayed>().Single();

        (first.RetryAt, second.RetryAt).ShouldBe((Now.AddSeconds(30), Now.AddSeconds(60)));
        first.Reason.ShouldBe($"transaction {Hash(1)} failed");
    }

    [Fact]
    public void What_is_mined_is_settled_when_its_batch_is_final()
    {
        var mined = Fold(ClaimedOperation(), QueueRule.Settle(ClaimedOperation(), "b1", new Outcome.Taken(), Now));

        mined.Place.Standing.ShouldBe(QueueStanding.Mined);
        QueueRule.Finish(mined, "b1", Hash(1), Now).Single().ShouldBeOfType<OperationSettled>();
    }

    [Fact]
    public void Others_are_told_the_moment_that_the_contract_names()
    {
        var held = new Outcome.Delay("TargetHeld", Now.AddSeconds(30)) { Named = Now.AddHours(1) };

        var delayed = QueueRule.Settle(QueuedOperation(), null, held, Now).OfType<OperationDelayed>().Single();

        (delayed.RetryAt, delayed.Told).ShouldBe((Now.AddSeconds(30), Now.AddHours(1)));
    }

    [Fact]
    public void Each_instalment_is_an_operation_of_its_own()
    {
        new OperationName(OperationKind.Rest, "rest-1", 1).Stream().ShouldBe("operation-rest-1-1");
        new OperationName(OperationKind.Rest, "rest-1", 2).Stream().ShouldBe("operation-rest-1-2");
        new OperationName(OperationKind.Refund, "refund-1", 2).Stream().ShouldBe("operation-refund-1");
    }

    [Fact]
    public void A_refund_of_another_stake_is_never_written() =>
        Should
            .Throw<OrderException>(() => OperationCalls.Of(Refund() with { StakeId = new(Hash(9)) }))
            .Message.ShouldContain("The item is another");

    [Fact]
    public void A_proof_that_leads_elsewhere_is_never_written() =>
        Should
            .Throw<OrderException>(() => OperationCalls.Of(Refund() with { Proof = [Hash(9)] }))
            .Message.ShouldContain("does not lead");

    [Fact]
    public void A_release_goes_to_its_satellite_and_with_a_stake_it_is_a_refund()
    {
        var stake = Order();
        var item = new ReleaseItem(
            new(ExecutorGiven.Lane.Destination, ExecutorGiven.Lane.Source),
            stake.Item.Hub,
            stake.Item.Satellite,
            Address.Zero,
            new(5UL),
            stake.Item.RefundTo,
            stake.Item.RefundTo,
            1,
            0
        );
        var redeemed = Leaf.Of(MessageKind.Release, item);
        var refunded = Leaf.Of(MessageKind.Refund, item);

        var release = OperationCalls.Of(new ExecuteRelease(redeemed, 1, item, redeemed, [], null));
        var refund = OperationCalls.Of(
            new ExecuteRelease(refunded, 1, item, refunded, [], new(stake.Item, stake.Root, []))
        );

        (release.Name.Kind, release.Chain, release.To).ShouldBe(
            (OperationKind.Release, ExecutorGiven.Lane.Source, stake.Item.Satellite)
        );
        refund.Name.Kind.ShouldBe(OperationKind.ReleaseRefund);
    }

    [Theory]
    [InlineData(nameof(OperationKind.Release), 150_000, 500_000)]
    [InlineData(nameof(OperationKind.Rest), 400_000, 600_000)]
    [InlineData(nameof(OperationKind.Refund), 150_000, 225_000)]
    [InlineData(nameof(OperationKind.Flush), 2_500_000, 3_000_000)]
    public void A_payout_has_room_for_what_it_leaves_its_receiver(string kind, ulong used, ulong limit) =>
        OperationGas.Limit(Enum.Parse<OperationKind>(kind), used, most: 3_000_000).ShouldBe(limit);

    private static ExecuteRefund Refund() => new(Order().StakeId, 1, Order().Item, Order().Root, [], []);
}
