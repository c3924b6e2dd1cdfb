using QLStake.Contracts;
using QLStake.Protocol.Messages;
using QLStake.RateLimitGuard;
using Shouldly;
using Xunit;
using static QLStake.Tests.RateLimitGuard.GuardGiven;

namespace QLStake.Tests.RateLimitGuard;

/// <summary>A refund is signed only for what this guard rejected itself and can prove.</summary>
public sealed class RefundGuardTests
{
    private static readonly Policy Limited = Policy(Limits());

    [Fact]
    public void What_was_rejected_and_is_proven_is_signed_until_the_hubs_time_plus_the_lifetime() =>
        Decide(Rejected(), Proven()).ShouldBe(new RefundRuling.Sign(Asked(50).Root, 1_800_001_800));

    [Theory]
    [InlineData(MintStanding.Held)]
    [InlineData(MintStanding.Approved)]
    [InlineData(MintStanding.Looking)]
    public void What_this_guard_did_not_reject_is_not_signed_whoever_asks(object standing) =>
        Decide(Rejected() with { Standing = (MintStanding)standing }, Proven())
            .ShouldBeOfType<RefundRuling.Withhold>()
            .Reason.ShouldContain($"it is {standing}");

    [Fact]
    public void What_was_rejected_under_a_root_that_was_never_sent_is_no_reason_to_give_the_real_stake_back()
    {
        var mint = Rejected();
        mint = mint with { Asking = mint.Asking! with { Root = Unsent } };

        Decide(mint, Proven()).ShouldBeOfType<RefundRuling.Withhold>().Reason.ShouldContain($"under root {Unsent}");
        Decide(mint with { Decision = ByHand }, Proven()).ShouldBeOfType<RefundRuling.Sign>();
    }

    [Fact]
    public void While_an_approval_of_the_mint_still_counts_nothing_is_signed_and_afterwards_it_is()
    {
        var mint = Rejected() with { Expires = 1_800_000_000 };

        Decide(mint, Proven()).ShouldBeOfType<RefundRuling.Withhold>().Reason.ShouldContain("counts until");
        Decide(mint, Proven(HubTime.AddSeconds(1))).ShouldBeOfType<RefundRuling.Sign>();
    }

    [Fact]
    public void An_approval_that_was_signed_for_longer_counts_on_after_a_shorter_one()
    {
        var mint = Answered(Limited, Bucket.Initial, Taken(Asked(50)), Proven()).Mint;
        var hasty = Limited with { ApprovalLifetime = TimeSpan.FromMinutes(1) };

        var renewed = Answered(hasty, Bucket.Initial, Taken(Asked(50, round: 2), mint), Proven()).Mint;

        renewed.Expires.ShouldBe(mint.Expires);
    }

    [Fact]
    public void What_cannot_be_proven_is_looked_at_again_ever_more_slowly_and_told_once()
    {
        var refund = Asking();
        var news = new List<bool>();
        var pauses = new List<TimeSpan>();
        for (var look = 0; look < 9; look++)
        {
            var ruling = RefundGuard.Decide(
                Limited,
                refund,
                Rejected(),
                new Verification.NotYetProvable("the root"),
                Now
            );
            var written = (RefundWithheld)RefundGuard.Write(refund, ruling, Signer, null);
            news.Add(written.News);
            pauses.Add(written.RetryAt - Now);
            refund = refund.Apply(written);
        }

        news.ShouldBe([true, .. Enumerable.Repeat(false, 8)]);
        pauses.ShouldBe([.. new[] { 1, 2, 4, 8, 16, 32, 60, 60, 60 }.Select(seconds => TimeSpan.FromSeconds(seconds))]);
    }

    [Fact]
    public void A_lock_that_does_not_exist_a_contradiction_and_a_consumed_leaf_are_signed_for_nobody()
    {
        Decide(Rejected(), new Verification.NoSuchLock("nothing there", RootReceived: true))
            .ShouldBeOfType<RefundRuling.Withhold>();
        Decide(Rejected(), new Verification.Contradicted("two roots")).ShouldBeOfType<RefundRuling.Withhold>();
        Decide(Rejected(), new Verification.Consumed()).ShouldBeOfType<RefundRuling.Close>();
    }

    [Fact]
    public void A_mint_whose_refund_was_signed_is_never_approved_again()
    {
        var mint = Taken(Asked(50)).Apply(new MintRuledOut(Asked(50).StakeId));

        Answered(Limited, Bucket.Initial, mint, Proven()).Ruling.ShouldBeOfType<Ruling.Reject>();
    }

    [Fact]
    public void The_same_asking_twice_is_one_and_an_older_round_says_nothing_new()
    {
        var refund = Asking();

        RefundGuard.Take(refund, Message(1), Now).ShouldBeEmpty();
        var second = RefundGuard.Take(refund, Message(2), Now).ShouldHaveSingleItem();
        RefundGuard.Take(refund.Apply(second), Message(1), Now).ShouldBeEmpty();
    }

    private static B256 Unsent { get; } = Keccak.Hash([1]);

    private static HoldDecided ByHand { get; } =
        new(Asked(50).StakeId, 1, HoldVerdict.Reject, Signer, "no", 1_800_000_000, "0x12", Now);

    private static ApproveRefund Message(int round)
    {
        var asked = Asked(50);
        return new(asked.StakeId, round, asked.Item, asked.Root, asked.Proof, asked.Evidence, "above the cap");
    }

    private static Refund Asking() =>
        Refund.Initial.Apply(RefundGuard.Take(Refund.Initial, Message(1), Now).ShouldHaveSingleItem());

    private static Mint Rejected() =>
        Taken(Asked(50)).Apply(new Rejected(Asked(50).StakeId, 1, Signer, "no", Limited.Hash));

    private static RefundRuling Decide(Mint mint, Verification verification) =>
        RefundGuard.Decide(Limited, Asking(), mint, verification, Now);
}
