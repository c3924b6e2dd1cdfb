using System.Collections.Immutable;
using QLStake.Contracts;
using QLStake.MessageRouter;
using Shouldly;
using Xunit;
using static QLStake.Tests.MessageRouter.Story;

namespace QLStake.Tests.MessageRouter;

/// <summary>Which stages end with what was written, whichever chain was heard first.</summary>
public sealed class StagesTests
{
    private static readonly FactsObserved Lock = News(LockBlock(), 1);
    private static readonly FactsObserved Commit = News(CommitBlock(), 2);
    private static readonly FactsObserved Arrival = News(ArrivalBlock(), 3);

    [Fact]
    public void A_stage_ends_with_the_end_that_was_heard_last()
    {
        Told(Of(Lock, Commit), Commit).ShouldBe([(Stages.Committing, 40)]);
        Told(Of(Commit, Lock), Lock).ShouldBe([(Stages.Committing, 40)]);
    }

    [Fact]
    public void A_stage_is_told_once()
    {
        Told(Of(Lock, Commit, Arrival), Arrival).ShouldBe([(Stages.Executing, 1)]);
        Told(Of(Lock, Commit, Arrival), new RootFinalized(Avalanche, 10, Noon)).ShouldBeEmpty();
    }

    [Fact]
    public void A_failed_execution_ends_nothing()
    {
        var failed = News(Observed(Ethereum, 51, 201, Executed(ExecutionState.Failure)), 3);

        Told(Of(Lock, Commit, failed), failed).ShouldBeEmpty();
    }

    [Fact]
    public void A_mint_ends_the_way_from_the_kth_approval_and_the_whole()
    {
        var mint = News(MintBlock(), 9);
        var asked = new ApprovalAsked(
            new(Id, 1, Item, Id.Value, [], new(Message, 300, Block(10, 100), Hash(5100), 1)),
            Guardians[..3],
            2,
            1,
            Noon.AddSeconds(51),
            TimeSpan.FromMinutes(1)
        );
        object[] life =
        [
            Lock,
            asked,
            Approval(0, 4) with
            {
                At = Noon.AddSeconds(51.25),
            },
            Approval(1, 5) with
            {
                At = Noon.AddSeconds(51.5),
            },
            Approval(2, 6) with
            {
                At = Noon.AddSeconds(51.75),
            },
            mint,
        ];
        var stake = life.Aggregate(Stake.Initial, (known, @event) => known.Apply(@event));

        Stages
            .EndedBy([mint], stake, null)
            .Select(stage => (stage.Name, stage.Took.TotalSeconds))
            .ShouldBe([(Stages.Minting, 0.5), (Stages.Whole, 42)]);
        Stages.EndedBy([Report(ReportKind.Submitted, 8)], stake, null).ShouldBeEmpty();
    }

    private static Root Of(params FactsObserved[] news) =>
        news.Aggregate(Root.Initial, (known, @event) => known.Apply(@event));

    private static IEnumerable<(string, double)> Told(Root root, object written) =>
        Stages.EndedBy([written], root).Select(stage => (stage.Name, stage.Took.TotalSeconds));

    private static FactsObserved News(BlockObserved block, long position) =>
        new(block.Chain, block.Block, position, block.Facts);
}
