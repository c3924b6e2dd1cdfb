using QLStake.Protocol.Messages;
using QLStake.RateLimitGuard;
using Shouldly;
using Xunit;
using static QLStake.Tests.RateLimitGuard.GuardGiven;

namespace QLStake.Tests.RateLimitGuard;

/// <summary>What a human may decide about a held mint.</summary>
public sealed class HoldTests
{
    private static readonly Policy Small = Policy(Limits(cap: 40));
    private static readonly Operators Operators = new([Signer]);

    [Fact]
    public void A_held_mint_that_is_released_is_approved_once_everything_else_is_proven()
    {
        var (mint, refusal, _) = Decided(Held(), HoldVerdict.Release);
        refusal.ShouldBeNull();
        mint.WakeAt.ShouldBe(Now);

        Answered(Small, Bucket.Initial, mint, Proven()).Ruling.ShouldBeOfType<Ruling.Approve>();
        Answered(Small, Bucket.Initial, mint, new Verification.Contradicted("two roots"))
            .Ruling.ShouldBeOfType<Ruling.Hold>();
        Answered(Small, Bucket.Initial, mint, new Verification.NotYetProvable("the root"))
            .Ruling.ShouldBeOfType<Ruling.LookAgain>();
    }

    [Fact]
    public void A_held_mint_that_is_rejected_says_so_to_the_router_and_stays_rejected_however_often_it_is_asked()
    {
        var (mint, _, events) = Decided(Held(), HoldVerdict.Reject);
        events.OfType<Rejected>().ShouldHaveSingleItem().Reason.ShouldBe($"Rejected by {Signer}: looked at it");

        var again = Taken(Asked(50, round: 2), mint);

        Answered(Small, Bucket.Initial, again, Proven()).Ruling.ShouldBeOfType<Ruling.Reject>();
    }

    [Fact]
    public void The_same_decision_twice_is_one_and_what_is_not_held_is_not_decided_by_hand()
    {
        var (rejected, _, _) = Decided(Held(), HoldVerdict.Reject);
        var (_, none, events) = Decided(rejected, HoldVerdict.Reject);
        none.ShouldBeNull();
        events.ShouldBeEmpty();

        Decided(rejected, HoldVerdict.Release).Refusal!.ShouldContain("Expected a held mint");
        var approved = Answered(Policy(Limits()), Bucket.Initial, Taken(Asked(50)), Proven()).Mint;
        Decided(approved, HoldVerdict.Reject).Refusal!.ShouldContain("Approved");
    }

    [Fact]
    public void A_decision_needs_a_reason_a_fresh_signature_and_an_operator()
    {
        Operators.Problem(Decision(HoldVerdict.Reject), Signer, Now).ShouldBeNull();
        Operators.Problem(Decision(HoldVerdict.Reject) with { Reason = " " }, Signer, Now)!.ShouldContain("reason");
        Operators.Problem(Decision(HoldVerdict.Reject), Signer, Now.AddMinutes(11))!.ShouldContain("Sign it anew");
        Operators
            .Problem(Decision(HoldVerdict.Reject) with { At = ulong.MaxValue }, Signer, Now)!
            .ShouldContain("anew");
        Operators.Problem(Decision(HoldVerdict.Reject), Hub, Now)!.ShouldContain("QLStake:Guard:Operators");
    }

    [Fact]
    public void A_signature_for_one_verdict_stake_reason_or_hub_is_none_for_another()
    {
        var decision = Decision(HoldVerdict.Reject);
        var here = MintApproval.Domain(1, Hub).Separator();
        HoldDecision[] others =
        [
            decision with
            {
                Verdict = HoldVerdict.Release,
            },
            decision with
            {
                StakeId = Asked(51).StakeId,
            },
            decision with
            {
                Reason = "another",
            },
            decision with
            {
                At = decision.At + 1,
            },
        ];

        foreach (var other in others)
            other.Digest(here).ShouldNotBe(decision.Digest(here));
        decision.Digest(MintApproval.Domain(1, Satellite).Separator()).ShouldNotBe(decision.Digest(here));
    }

    [Fact]
    public void One_that_is_held_again_after_its_release_may_be_released_again_by_a_new_signature()
    {
        var (released, _, _) = Decided(Held(), HoldVerdict.Release);
        var again = Answered(Small, Bucket.Initial, released, new Verification.Contradicted("two roots")).Mint;

        Decided(again, HoldVerdict.Release).Events.ShouldBeEmpty();
        Decided(again, HoldVerdict.Release, "0x34").Mint.WakeAt.ShouldBe(Now);
        Decided(again, HoldVerdict.Reject, "0x56").Mint.Standing.ShouldBe(MintStanding.Rejected);
    }

    private static Mint Held() => Answered(Small, Bucket.Initial, Taken(Asked(50)), Proven()).Mint;

    private static HoldDecision Decision(HoldVerdict verdict) =>
        new(verdict, Asked(50).StakeId, "looked at it", (ulong)Now.ToUnixTimeSeconds());

    private static (Mint Mint, string? Refusal, IReadOnlyList<object> Events) Decided(
        Mint mint,
        HoldVerdict verdict,
        string signature = "0x12"
    )
    {
        var events = HoldRule
            .Decide(mint, Decision(verdict), Signer, signature, Signer, Small.Hash, Now, out var refusal)
            .ToList();
        return (Fold(mint, events), refusal, events);
    }
}
