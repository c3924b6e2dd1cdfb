using FsCheck;
using FsCheck.Xunit;
using QLStake.Hosting;
using QLStake.MintExecutor;
using Shouldly;
using static QLStake.Tests.MintExecutor.ExecutorGiven;

namespace QLStake.Tests.MintExecutor;

/// <summary>
/// A chain that mines, fails, forgets and finalizes at random, and a stranger who may use our nonces: whatever the schedule,
/// nothing is ever in two transactions that could both still be mined.
/// </summary>
public sealed class NeverPaidTwiceProperties
{
    [Property(MaxTest = 500)]
    public void A_mint_is_never_in_two_transactions_that_could_both_be_mined(byte[] schedule) =>
        Play(Queued(), new PlayedChain(), schedule);

    [Property(MaxTest = 500)]
    public void An_operation_is_never_in_two_transactions_that_could_both_be_mined(byte[] schedule) =>
        Play(QueuedOperation(), new PlayedChain(), schedule);

    [Property(MaxTest = 500)]
    public void An_operation_that_fails_now_and_then_is_sent_again_only_when_the_failure_is_final(byte[] schedule) =>
        Play(QueuedOperation(), new PlayedChain(mayFail: true), schedule);

    private static void Play<TItem>(TItem item, PlayedChain chain, byte[] schedule)
        where TItem : class, IState<TItem>, IQueued
    {
        var (worker, now) = (new PlayedWorker<TItem>(item, chain), Now);
        foreach (var action in schedule)
        {
            now += TimeSpan.FromSeconds(20);
            chain.Play(action, worker.Batches);
            worker.Turn(now);

            var alive = worker.Batches.Values.Count(batch =>
                batch.Standing is not BatchStanding.Lost && batch.Plan!.Nonce >= chain.FinalCount
            );
            alive.ShouldBeLessThanOrEqualTo(1);
            chain.TimesDone(worker.Batches).ShouldBeLessThanOrEqualTo(1);
            if (worker.Item.Place.Standing == QueueStanding.Settled)
                chain.TimesDone(worker.Batches).ShouldBe(1);
        }
    }
}
