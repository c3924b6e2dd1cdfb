using QLStake.MintExecutor;
using Shouldly;
using Xunit;
using static QLStake.Tests.MintExecutor.ExecutorGiven;

namespace QLStake.Tests.MintExecutor;

public sealed class ReconcileTests
{
    [Fact]
    public void A_prepared_batch_is_sent_also_after_a_crash() =>
        Next(Prepared(), new(7, 7, 0, null)).ShouldBe(NextStep.Send);

    [Fact]
    public void A_sent_batch_is_waited_for() => Next(Sent(), new(7, 7, 0, null)).ShouldBe(NextStep.Wait);

    [Fact]
    public void A_batch_that_outlasts_our_patience_is_repriced() =>
        Reconcile.Next(Sent(), new(7, 7, 0, null), Now + Patience, Patience).ShouldBe(NextStep.Reprice);

    [Fact]
    public void A_receipt_of_any_attempt_means_mined()
    {
        var repriced = Sent().Apply(new BatchRepriced("b1", Attempt(2, 12), Now));

        Next(repriced, new(8, 7, 99, Receipt(transaction: 1))).ShouldBe(NextStep.Mine);
    }

    [Fact]
    public void A_mined_batch_is_finished_when_its_block_is_final()
    {
        var mined = Mined(Receipt(block: 100));

        Next(mined, new(8, 7, 99, Receipt(block: 100))).ShouldBe(NextStep.Wait);
        Next(mined, new(8, 8, 100, Receipt(block: 100))).ShouldBe(NextStep.Finish);
    }

    [Fact]
    public void A_reorg_takes_the_mining_back_and_the_same_transaction_is_sent_again()
    {
        var mined = Mined(Receipt(block: 100));

        Next(mined, new(7, 7, 99, null)).ShouldBe(NextStep.Unmine);
        var unmined = mined.Apply(new BatchUnmined("b1", Receipt().BlockHash));
        Next(unmined, new(7, 7, 99, null)).ShouldBe(NextStep.Send);
        unmined.Newest.TxHash.ShouldBe(Hash(1));
    }

    [Fact]
    public void A_transaction_that_moved_to_another_block_is_read_again() =>
        Next(Mined(Receipt(block: 100)), new(8, 8, 100, Receipt(block: 100, fork: 1))).ShouldBe(NextStep.Unmine);

    [Fact]
    public void A_nonce_used_by_a_stranger_is_given_up_only_when_that_is_final()
    {
        Next(Sent(), new(8, 7, 99, null)).ShouldBe(NextStep.Wait);
        Next(Sent(), new(8, 8, 100, null)).ShouldBe(NextStep.GiveUp);
    }

    [Fact]
    public void What_is_over_is_left_alone()
    {
        Next(Mined(Receipt()).Apply(new BatchFinalized("b1", 7)), new(7, 7, 0, null)).ShouldBe(NextStep.Wait);
        Next(Sent().Apply(new BatchLost("b1", 7, "")), new(7, 7, 0, null)).ShouldBe(NextStep.Wait);
    }

    [Fact]
    public void A_mined_batch_at_rest_is_not_asked_about()
    {
        var mined = Mined(Receipt(block: 100));

        Reconcile.NeedsReceipt(mined, count: 8, finalized: 99).ShouldBeFalse();
        Reconcile.NeedsReceipt(mined, count: 8, finalized: 100).ShouldBeTrue();
        Reconcile.NeedsReceipt(mined, count: 7, finalized: 99).ShouldBeTrue();
        Reconcile.NeedsReceipt(Sent(), count: 7, finalized: 99).ShouldBeFalse();
        Next(mined, new(8, 7, 99, null)).ShouldBe(NextStep.Wait);
    }

    private static NextStep Next(Batch batch, BatchSight seen) => Reconcile.Next(batch, seen, Now, Patience);
}
