using QLStake.RateLimitGuard;
using Shouldly;
using Xunit;
using static QLStake.Tests.RateLimitGuard.GuardGiven;

namespace QLStake.Tests.RateLimitGuard;

public sealed class MintGuardTests
{
    [Fact]
    public void A_proven_stake_within_the_limits_is_approved_until_the_hubs_time_plus_the_lifetime()
    {
        var (mint, _, ruling, events) = Answered(Policy(Limits()), Bucket.Initial, Taken(Asked(50)), Proven());

        ruling.ShouldBe(new Ruling.Approve(Asked(50).Root, 1_800_001_800));
        events.Select(e => e.GetType()).ShouldBe([typeof(LockProven), typeof(CapacityReserved), typeof(Approved)]);
        mint.Standing.ShouldBe(MintStanding.Approved);
        mint.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void A_stake_above_the_cap_is_held_and_reserves_nothing()
    {
        var (_, bucket, ruling, _) = Answered(Policy(Limits(cap: 40)), Bucket.Initial, Taken(Asked(50)), Proven());

        ruling.ShouldBeOfType<Ruling.Hold>().Reason.ShouldContain("above the single-mint cap 40");
        bucket.ShouldBeSameAs(Bucket.Initial);
    }

    [Fact]
    public void A_stake_above_the_whole_capacity_is_held() =>
        Answered(Policy(Limits(capacity: 30, cap: 100)), Bucket.Initial, Taken(Asked(50)), Proven())
            .Ruling.ShouldBeOfType<Ruling.Hold>()
            .Reason.ShouldContain("above the whole capacity 30");

    [Fact]
    public void A_stake_on_a_lane_without_limits_is_held() =>
        Answered(Policy(), Bucket.Initial, Taken(Asked(50)), Proven())
            .Ruling.ShouldBeOfType<Ruling.Hold>()
            .Reason.ShouldContain("QLStake:Guard:Lanes");

    [Fact]
    public void A_stake_that_does_not_fit_is_deferred_to_the_second_at_which_it_will_and_then_approved()
    {
        var policy = Policy(Limits(capacity: 100, refill: 10));
        var full = Answered(policy, Bucket.Initial, Taken(Asked(60, nonce: 1)), Proven()).Bucket;

        var deferred = Answered(policy, full, Taken(Asked(55, nonce: 2)), Proven());
        var until = HubTime.AddSeconds(2);
        deferred.Ruling.ShouldBeOfType<Ruling.Defer>().Until.ShouldBe(until);
        deferred.Mint.WakeAt.ShouldBe(Now.AddSeconds(2));

        var early = Answered(policy, deferred.Bucket, deferred.Mint, Proven(until.AddSeconds(-1)), Now.AddSeconds(2));
        early.Ruling.ShouldBeOfType<Ruling.Defer>().Until.ShouldBe(until);
        early.Events.OfType<Deferred>().Single().News.ShouldBeFalse();

        var approved = Answered(policy, early.Bucket, early.Mint, Proven(until), Now.AddSeconds(3));
        approved.Ruling.ShouldBeOfType<Ruling.Approve>();
        approved.Bucket.ShouldBeSameAs(deferred.Bucket);
    }

    [Fact]
    public void A_lock_that_does_not_exist_is_refused_for_a_while_and_then_rejected()
    {
        var absent = new Verification.NoSuchLock("satellite has never sent it", RootReceived: false);
        var policy = Policy(Limits());

        var first = Answered(policy, Bucket.Initial, Taken(Asked()), absent, Now);
        first.Ruling.ShouldBeOfType<Ruling.LookAgain>().Missing.ShouldStartWith("No such lock");

        var later = Answered(policy, first.Bucket, first.Mint, absent, Now.AddSeconds(29));
        later.Ruling.ShouldBeOfType<Ruling.LookAgain>();

        var last = Answered(policy, later.Bucket, later.Mint, absent, Now.AddSeconds(30));
        last.Ruling.ShouldBeOfType<Ruling.Reject>().Reason.ShouldStartWith("No such lock");
        last.Mint.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void A_lock_that_reappears_after_a_reorg_is_approved()
    {
        var absent = new Verification.NoSuchLock("gone", RootReceived: false);
        var first = Answered(Policy(Limits()), Bucket.Initial, Taken(Asked()), absent);

        Answered(Policy(Limits()), first.Bucket, first.Mint, Proven()).Ruling.ShouldBeOfType<Ruling.Approve>();
    }

    [Fact]
    public void A_root_that_ccip_delivered_without_a_lock_is_held() =>
        Answered(
            Policy(Limits()),
            Bucket.Initial,
            Taken(Asked()),
            new Verification.NoSuchLock("never sent", RootReceived: true)
        )
            .Ruling.ShouldBeOfType<Ruling.Hold>();

    [Fact]
    public void Endpoints_that_disagree_hold_the_mint() =>
        Answered(Policy(Limits()), Bucket.Initial, Taken(Asked()), new Verification.Contradicted("they disagree"))
            .Ruling.ShouldBe(new Ruling.Hold("they disagree"));

    [Fact]
    public void What_is_not_provable_yet_is_looked_at_again_ever_later_and_told_once()
    {
        var missing = new Verification.NotYetProvable("the hub has not received the root");
        var first = Answered(Policy(Limits()), Bucket.Initial, Taken(Asked()), missing);
        var second = Answered(Policy(Limits()), Bucket.Initial, first.Mint, missing);

        first.Mint.WakeAt.ShouldBe(Now.AddMilliseconds(250));
        second.Mint.WakeAt.ShouldBe(Now.AddMilliseconds(500));
        first.Events.OfType<ProofMissing>().Single().News.ShouldBeTrue();
        second.Events.OfType<ProofMissing>().Single().News.ShouldBeFalse();
    }

    [Fact]
    public void Asked_again_in_a_higher_round_it_approves_again_and_takes_no_more_capacity()
    {
        var policy = Policy(Limits());
        var first = Answered(policy, Bucket.Initial, Taken(Asked(round: 1)), Proven());
        var again = Answered(policy, first.Bucket, Taken(Asked(round: 2), first.Mint), Proven(HubTime.AddMinutes(40)));

        again.Ruling.ShouldBe(new Ruling.Approve(Asked().Root, 1_800_004_200));
        again.Events.OfType<CapacityReserved>().ShouldBeEmpty();
        again.Events.OfType<Approved>().Single().Round.ShouldBe(2);
    }

    [Fact]
    public void No_second_root_is_ever_signed_for_a_stake()
    {
        var policy = Policy(Limits());
        var first = Answered(policy, Bucket.Initial, Taken(Asked()), Proven());
        var other = first.Mint with { Asking = first.Mint.Asking! with { Root = Keccak.Empty } };

        Answered(policy, first.Bucket, other, Proven())
            .Ruling.ShouldBeOfType<Ruling.Hold>()
            .Reason.ShouldContain("signed");
    }

    [Fact]
    public void A_consumed_leaf_ends_the_asking() =>
        Answered(Policy(Limits()), Bucket.Initial, Taken(Asked()), new Verification.Consumed())
            .Mint.Standing.ShouldBe(MintStanding.Consumed);
}
