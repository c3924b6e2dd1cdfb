using QLStake.MintExecutor;
using Shouldly;
using Xunit;
using static QLStake.Tests.MintExecutor.ExecutorGiven;

namespace QLStake.Tests.MintExecutor;

public sealed class QueueRuleTests
{
    [Fact]
    public void An_order_delivered_twice_is_queued_once() =>
        QueueRule.Take(Queued(), Order(), null, Now).ShouldBeEmpty();

    [Fact]
    public void A_forged_order_of_a_far_round_does_not_shut_out_the_real_one()
    {
        var forged = Fold(QueuedMint.Initial, QueueRule.Take(QueuedMint.Initial, Order(round: 999), null, Now));
        var back = Fold(forged, QueueRule.Settle(forged, null, new Outcome.Return("NotEnoughApprovals"), Now));

        Fold(back, QueueRule.Take(back, Order(round: 2), null, Now)).Place.Standing.ShouldBe(QueueStanding.Ready);
    }

    [Fact]
    public void An_order_that_can_never_be_written_goes_back_and_is_told_once()
    {
        var back = QueueRule.Take(QueuedMint.Initial, Order(), "no signature", Now).ToList();

        back.Single().ShouldBeOfType<MintGivenBack>().Reason.ShouldBe("no signature");
        QueueRule.Take(Fold(QueuedMint.Initial, back), Order(), "no signature", Now).ShouldBeEmpty();
    }

    [Fact]
    public void An_order_that_can_never_be_written_leaves_the_one_in_the_queue_alone() =>
        QueueRule.Take(Queued(), Order(round: 2), "no signature", Now).ShouldBeEmpty();

    [Fact]
    public void A_mint_enters_one_batch_only() => QueueRule.Claim(Claimed("b1"), "b2", Now).ShouldBeEmpty();

    [Fact]
    public void Fresh_approvals_do_not_take_a_mint_out_of_its_batch()
    {
        var claimed = Fold(Claimed(), QueueRule.Take(Claimed(), Order(round: 2), null, Now));

        claimed.Place.Standing.ShouldBe(QueueStanding.Claimed);
        claimed.Order!.Round.ShouldBe(2);
    }

    [Fact]
    public void A_mint_given_back_returns_with_another_order_only()
    {
        var back = Fold(Queued(), QueueRule.Settle(Queued(), null, new Outcome.Return("ApprovalExpired"), Now));

        back.Place.Standing.ShouldBe(QueueStanding.GivenBack);
        QueueRule.Take(back, Order(round: 1), null, Now).ShouldBeEmpty();
        Fold(back, QueueRule.Take(back, Order(round: 2), null, Now)).Place.Standing.ShouldBe(QueueStanding.Ready);
    }

    [Fact]
    public void A_delay_is_told_once_and_lasts_longer_each_time()
    {
        var outcome = new Outcome.Delay("RootUnknown", null);
        var first = QueueRule.Settle(Queued(), null, outcome, Now).OfType<MintDelayed>().Single();
        var delayed = Queued().Apply(first);
        var second = QueueRule.Settle(delayed, null, outcome, Now).OfType<MintDelayed>().Single();

        (first.News, second.News).ShouldBe((true, false));
        (first.RetryAt, second.RetryAt).ShouldBe((Now.AddSeconds(1), Now.AddSeconds(2)));
    }

    [Fact]
    public void A_mined_mint_is_settled_when_its_batch_is_final()
    {
        var mined = Fold(Claimed(), QueueRule.Settle(Claimed(), "b1", new Outcome.Taken(), Now));

        mined.Place.Standing.ShouldBe(QueueStanding.Mined);
        QueueRule.Settle(mined, "b1", new Outcome.Taken(), Now).ShouldBeEmpty();
        Fold(mined, QueueRule.Finish(mined, "b1", Hash(1), Now)).Place.Standing.ShouldBe(QueueStanding.Settled);
    }

    [Fact]
    public void A_reorg_puts_a_mined_mint_back_into_its_own_batch()
    {
        var mined = Fold(Claimed(), QueueRule.Settle(Claimed(), "b1", new Outcome.Taken(), Now));
        var back = Fold(mined, QueueRule.Unmine(mined, "b1"));

        (back.Place.Standing, back.Place.BatchId).ShouldBe((QueueStanding.Claimed, "b1"));
        QueueRule.Claim(back, "b2", Now.AddDays(1)).ShouldBeEmpty();
    }

    [Fact]
    public void What_another_batch_did_is_none_of_its_business() =>
        QueueRule.Settle(Claimed("b1"), "b2", new Outcome.Taken(), Now).ShouldBeEmpty();

    [Fact]
    public void A_leaf_consumed_by_someone_else_is_settled_once_that_is_final()
    {
        var early = QueueRule.Settle(Queued(), null, new Outcome.Consumed(Final: false), Now);
        early.OfType<MintDelayed>().Single().News.ShouldBeFalse();

        var late = QueueRule.Settle(Queued(), null, new Outcome.Consumed(Final: true), Now);
        late.Single().ShouldBeOfType<MintSettled>();
    }

    [Fact]
    public void A_settled_mint_takes_no_more_orders()
    {
        var settled = Queued().Apply(new MintSettled(Order().StakeId, 1));

        QueueRule.Take(settled, Order(round: 9), null, Now).ShouldBeEmpty();
    }
}
