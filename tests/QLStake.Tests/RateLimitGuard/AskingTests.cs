using QLStake.RateLimitGuard;
using Shouldly;
using Xunit;
using static QLStake.Tests.RateLimitGuard.GuardGiven;

namespace QLStake.Tests.RateLimitGuard;

public sealed class AskingTests
{
    [Fact]
    public void The_same_asking_again_is_silent()
    {
        var mint = Taken(Asked());

        Asking.Take(mint, Asked(), null, Signer, Now.AddHours(1)).ShouldBeEmpty();
        mint.WakeAt.ShouldBe(Now);
    }

    [Fact]
    public void An_item_that_is_not_the_stake_is_refuted()
    {
        var forged = Asked() with { Item = Item(5_000) };

        AskingRule.Problem(forged).ShouldNotBeNull().ShouldContain("not the stake");
    }

    [Fact]
    public void A_proof_that_leads_elsewhere_is_refuted() =>
        AskingRule.Problem(Asked() with { Root = Keccak.Empty }).ShouldNotBeNull().ShouldContain("does not lead");

    [Fact]
    public void An_index_outside_the_root_is_refuted()
    {
        var asked = Asked();
        AskingRule
            .Problem(asked with { Evidence = asked.Evidence with { LeafCount = 0 } })
            .ShouldNotBeNull()
            .ShouldContain("outside");
    }

    [Fact]
    public void A_refuted_asking_leaves_the_one_before_it_standing()
    {
        var mint = Taken(Asked() with { Item = Item(5_000), Round = 99 }, Taken(Asked()));

        mint.Asking!.Round.ShouldBe(1);
        mint.WakeAt.ShouldBe(Now);
    }
}
