using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using QLStake.MessageRouter;
using Shouldly;
using Xunit;
using Outcome = QLStake.MessageRouter.Outcome;

namespace QLStake.Tests.MessageRouter;

public sealed class AgreementTests
{
    [Fact]
    public void The_executor_gets_exactly_k_approvals_the_longest_lasting_ones()
    {
        var given = Given.Asked1(Story.Settings(2, 3));
        given.When(Story.Approval(0, 1, expires: 10)).Told.ShouldBeEmpty();
        given.When(Story.Approval(1, 1, expires: 30)).Told.Count.ShouldBe(1);
        given.When(Story.Approval(2, 1, expires: 20)).Told.Count.ShouldBe(1);

        given.Told[0].Command.Approvals.Select(approval => approval.Expires).ShouldBe([30ul, 10ul]);
    }

    [Fact]
    public void A_refusal_counts_only_once_k_is_out_of_reach()
    {
        var given = Given.Asked1(Story.Settings(2, 3)).When(Story.Verdict(0, VerdictKind.Rejected, 1));
        given.Life.State.ShouldBe(StakeState.RootReceived);

        given.When(Story.Verdict(1, VerdictKind.Held, 1)).Life.State.ShouldBe(StakeState.MintHeld);
        given.When(Story.Verdict(2, VerdictKind.Rejected, 1)).Life.State.ShouldBe(StakeState.MintRejected);
    }

    [Fact]
    public void A_released_hold_becomes_an_approval()
    {
        var given = Given.Asked1().When(Story.Verdict(0, VerdictKind.Held, 1)).When(Story.Approval(0, 2));

        given.Life.State.ShouldBe(StakeState.MintApproved);
        given.When(Story.Verdict(0, VerdictKind.Held, 1)).Life.State.ShouldBe(StakeState.MintApproved);
    }

    [Fact]
    public void The_wait_ends_when_the_kth_guard_will_answer()
    {
        var given = Given.Asked1(Story.Settings(2, 3));
        given.When(Story.Verdict(2, VerdictKind.Deferred, 1)).Life.State.ShouldBe(StakeState.RootReceived);
        given.When(Story.Verdict(1, VerdictKind.Deferred, 1));

        given.Life.State.ShouldBe(StakeState.MintDeferred);
        given.Life.Waiting.Until.ShouldBe(Story.Noon.AddMinutes(7));
        given.When(Story.Approval(0, 1)).Life.Waiting.Until.ShouldBe(Story.Noon.AddMinutes(6));
    }

    [Fact]
    public void Who_was_not_asked_and_who_signed_another_root_does_not_count()
    {
        var given = Given.Asked1().When(Story.Approval(3, 1));
        var other = Story.Approval(0, 1);
        given.When(other with { Approval = other.Approval! with { Root = Story.Hash(77) } });

        given.Told.ShouldBeEmpty();
        given.Life.Stake.Round!.Verdicts.ShouldBeEmpty();
    }

    [Property]
    public Property Any_order_and_repetition_of_answers_gives_the_same_verdict_and_at_most_one_command() =>
        Prop.ForAll(
            Schedules().ToArbitrary(),
            schedule =>
            {
                var (k, n, verdicts, shuffled) = schedule;
                var ordered = Given.Asked1(Story.Settings(k, n));
                var mixed = Given.Asked1(Story.Settings(k, n));
                foreach (var verdict in verdicts)
                    ordered.When(verdict);
                foreach (var verdict in shuffled)
                    mixed.When(verdict);
                return Agreement.Of(ordered.Life.Stake.Round!) == Agreement.Of(mixed.Life.Stake.Round!)
                    && mixed.Told.Count <= 1
                    && (mixed.Told.Count == 1 || Agreement.Of(mixed.Life.Stake.Round!).Outcome != Outcome.Approved);
            }
        );

    /// <summary>Each guard's answers at rising places of its log; the schedule mixes and repeats them.</summary>
    private static Gen<(int K, int N, VerdictGiven[] Verdicts, VerdictGiven[] Shuffled)> Schedules() =>
        from n in Gen.Choose(1, 5)
        from k in Gen.Choose(1, n)
        from answers in Gen.Choose(0, 4).Select(kind => (VerdictKind)kind).Two().ArrayOf(n)
        let verdicts = answers
            .SelectMany((pair, i) => new[] { Answer(i, pair.Item1, 1), Answer(i, pair.Item2, 2) })
            .ToArray()
        from shuffled in Gen.Shuffle(verdicts.Concat(verdicts).ToArray())
        select (k, n, verdicts, shuffled);

    private static VerdictGiven Answer(int guardian, VerdictKind kind, long position) =>
        kind == VerdictKind.Approved ? Story.Approval(guardian, position) : Story.Verdict(guardian, kind, position);
}
