using QLStake.Contracts;
using QLStake.MessageRouter;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MessageRouter;

/// <summary>Yield that raises the backing: approved like a mint, credited once.</summary>
public sealed class RewardsTests
{
    private static readonly MessageId Message = new(Story.Hash(60));
    private static readonly StakeItem Item = Story.Item with { Receiver = Story.Hub, Nonce = 9 };
    private static readonly B256 Id = Leaf.Of(MessageKind.Rewards, Item);
    private static readonly string Stream = StreamNames.OfRewards(Id);
    private static readonly Address Token = Story.Guardians[4];

    [Fact]
    public void Rewards_are_approved_like_a_mint_once_they_are_final_and_on_the_hub_and_then_credited()
    {
        var given = Arrived();
        var asked = given.Asked.ShouldHaveSingleItem().Command;
        asked.Kind.ShouldBe(MessageKind.Rewards);
        asked.StakeId.Value.ShouldBe(Id);
        asked.Root.ShouldBe(Id);

        Judge(given, Approval(0, 5));
        Judge(given, Approval(0, 5));

        var told = given.Unit.Events.OfType<CreditAsked>().ShouldHaveSingleItem().Command;
        told.OperationId.ShouldBe($"rewards-{Id}");
        told.Approvals.Count.ShouldBe(1);
        given.Told.ShouldBeEmpty();
        given.When(Story.Observed(Story.Ethereum, 60, 300, Credited));
        Rewards(given).WakeAt.ShouldBeNull();
        var step = History(given).Steps.ShouldHaveSingleItem();
        step.VestsUntil.ShouldBe(Story.Noon.AddDays(7));
    }

    [Fact]
    public void What_is_written_off_is_told_beside_what_was_credited()
    {
        var given = Arrived();
        var lost = new BackingLost(Token, Story.Avalanche, Story.Alice, Address.Zero, new(40));

        given.When(Story.Observed(Story.Ethereum, 60, 300, Credited, lost));

        var history = History(given);
        history.Steps.ShouldHaveSingleItem();
        var loss = history.Losses.ShouldHaveSingleItem();
        (loss.Source, loss.Satellite, loss.Asset, loss.Amount).ShouldBe(
            (Story.Avalanche, Story.Alice, Address.Zero, new Assets(40))
        );
    }

    [Fact]
    public void Unfinal_rewards_ask_nobody() =>
        new Given(Story.OneGuard).When(Funded()).When(Received()).Asked.ShouldBeEmpty();

    [Fact]
    public void Returned_approvals_are_asked_for_anew_and_refused_rewards_are_given_back_to_nobody()
    {
        var given = Arrived();
        Judge(given, Approval(0, 5));
        var returned = new OperationReported(
            $"rewards-{Id}",
            1,
            ReportKind.Returned,
            null,
            "expired",
            Story.Noon.AddSeconds(1),
            1,
            Story.Noon
        );
        given.Unit.Decide<Rewards>(Stream, rewards => RewardsRules.Report(rewards, returned));
        given.Unit.Decide<Rewards>(
            Stream,
            rewards => RewardsRules.Wake(rewards, Story.OneGuard, Story.Noon.AddSeconds(1))
        );
        given.Asked.Select(ask => ask.Command.Round).ShouldBe([1, 2]);

        Judge(given, Story.Verdict(0, VerdictKind.Rejected, 9, round: 2));

        given.Unit.Events.OfType<RefundApprovalAsked>().ShouldBeEmpty();
        Rewards(given).WakeAt.ShouldBeNull();
    }

    [Fact]
    public void A_reorg_takes_the_credit_back_and_with_it_the_step_of_the_rate()
    {
        var given = Arrived().When(Story.Observed(Story.Ethereum, 60, 300, Credited));
        given.When(Story.Orphaned(Story.Ethereum, 300));

        Rewards(given).Credited.ShouldBeNull();
        History(given).Steps.ShouldBeEmpty();
    }

    private static Fact Credited => new RewardsCredited(Id, Id, Token, new(1000), Story.Noon.AddDays(7));

    private static BlockObserved Funded() =>
        Story.Observed(
            Story.Avalanche,
            10,
            100,
            new RewardsFunded(Id, Story.Alice, Item, new(10)),
            new MessageSent(Message, Story.Lane, 300, Story.Satellite, Story.Hub, 200_000),
            new RootSent(Message, Id, MessageKind.Rewards, Address.Zero, 1, new(1000), Story.Ethereum, Story.Hub)
        );

    private static BlockObserved Received() =>
        Story.Observed(
            Story.Ethereum,
            51,
            201,
            new RootReceived(
                Message,
                Id,
                Story.Avalanche,
                Story.Satellite,
                MessageKind.Rewards,
                Address.Zero,
                1,
                new(1000)
            )
        );

    private static Given Arrived() =>
        new Given(Story.OneGuard).When(Funded()).When(Received()).When(Story.FinalTo(Story.Avalanche, 10));

    private static VerdictGiven Approval(int guardian, long position) =>
        Story.Verdict(guardian, VerdictKind.Approved, position) with
        {
            Approval = new(new(Id), 1, Story.Guardians[guardian], Id, 5000, Story.Hash(8), "0xab"),
        };

    private static void Judge(Given given, VerdictGiven verdict) =>
        given.Unit.Decide<Rewards>(Stream, rewards => RewardsRules.Judge(rewards, verdict, Story.OneGuard));

    private static Rewards Rewards(Given given) => given.Unit.Load<Rewards>(Stream);

    private static RateView History(Given given) =>
        (RateView)given.Unit.Load<Rate>(StreamNames.OfRate(Token)).Documents(StreamNames.OfRate(Token)).Single();
}
