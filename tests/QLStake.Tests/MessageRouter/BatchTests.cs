using QLStake.Contracts;
using QLStake.MessageRouter;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MessageRouter;

/// <summary>Stakes that share a message.</summary>
public sealed class BatchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public void Every_stake_of_a_batch_is_asked_about_once_with_a_proof_of_its_own(int count)
    {
        var story = new ManyStory(count);
        var asked = story.Play(new(Story.OneGuard)).Asked.Select(ask => ask.Command).ToList();

        asked.Select(command => command.Item).ShouldBe(story.Items);
        foreach (var command in asked)
        {
            command.Root.ShouldBe(story.Tree.Root);
            LeafTree.Proves(command.Proof, story.Tree.Root, command.StakeId.Value).ShouldBeTrue();
            command.Evidence.LeafCount.ShouldBe((uint)count);
            command.Evidence.LockBlock.Number.ShouldBe(1 + command.Item.Index);
            command.Evidence.MessageId.ShouldBe(story.Message);
        }
    }

    [Fact]
    public void A_thousand_stakes_in_a_message_write_its_facts_once()
    {
        var story = new ManyStory(1000);
        var given = story.Play(new(Story.OneGuard));

        given.Unit.Stream(story.RootStream).Count.ShouldBeLessThan(8);
        given.Unit.Stream(story.BatchStream).Count.ShouldBe(1001);
        foreach (var item in story.Items)
            given.Unit.Stream(StreamNames.Of(Leaf.IdOf(item))).Count.ShouldBe(2);
    }

    [Fact]
    public void A_queued_stake_waits_for_its_batch_at_most_as_long_as_is_promised()
    {
        var story = new ManyStory(2);
        var given = new Given(Story.OneGuard).When(story.Queued(0));
        var stake = given.Unit.Load<Stake>(StreamNames.Of(Leaf.IdOf(story.Items[0])));
        var by = stake.Queued!.At.AddMinutes(10);
        var life = new Life(stake, Root.Initial, HubStatus.Initial) { FlushBy = by };

        life.State.ShouldBe(StakeState.Locked);
        life.Waiting.Cause.ShouldBe(WaitingCause.WaitingForBatch);
        life.Waiting.Until.ShouldBe(by);
        stake.Batch.ShouldBe(story.BatchStream);
    }

    [Fact]
    public void A_flush_that_a_reorg_takes_back_and_brings_again_asks_once_for_what_left_at_last()
    {
        var story = new ManyStory(3);
        var given = new Given(Story.OneGuard);
        for (var index = 0; index < 3; index++)
            given.When(story.Queued(index));
        given.When(story.Flushed(100)).When(Story.Orphaned(Story.Avalanche, 100));
        given.Unit.Load<Batch>(story.BatchStream).Sent.ShouldBeNull();

        given.When(story.Flushed(101)).When(story.Arrived()).When(story.Final);

        given.Unit.Load<Batch>(story.BatchStream).Sent!.Block.Hash.ShouldBe(Story.Hash(101));
        given.Asked.Count.ShouldBe(3);
    }

    [Fact]
    public void Generations_of_the_same_batch_are_kept_apart_and_a_stake_sent_at_once_beside_them_is_asked_as_ever()
    {
        var (first, second) = (new ManyStory(2, message: 4), new ManyStory(3, generation: 1, message: 3));
        var given = first.Play(new(Story.OneGuard));
        for (var index = 0; index < 3; index++)
            given.When(Story.Observed(Story.Avalanche, 30 + (ulong)index, 3000 + index, second.QueuedFact(index)));
        given.When(Story.LockBlock(104)).When(Story.ArrivalBlock(205)).When(Story.FinalTo(Story.Avalanche, 99));

        given.Unit.Load<Batch>(first.BatchStream).Leaves.Count.ShouldBe(2);
        given.Unit.Load<Batch>(second.BatchStream).Sent.ShouldBeNull();
        given.Asked.Count(ask => ask.Command.StakeId == Story.Id).ShouldBe(1);
        given.Asked.Count.ShouldBe(3);
    }

    [Fact]
    public void A_root_whose_leaves_are_not_all_seen_asks_nobody_until_they_are()
    {
        var story = new ManyStory(3);
        var given = new Given(Story.OneGuard).When(story.Queued(0)).When(story.Queued(2));
        given.When(story.Flushed()).When(story.Arrived()).When(story.Final);

        given.Asked.ShouldBeEmpty();
    }
}
