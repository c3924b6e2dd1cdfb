using QLStake.RateLimitGuard;
using Shouldly;
using Xunit;
using static QLStake.Tests.RateLimitGuard.GuardGiven;

namespace QLStake.Tests.RateLimitGuard;

/// <summary>A held mint waits for a human, or for its owner, who may have helped himself.</summary>
public sealed class HoldWatchTests
{
    private static readonly Policy Small = Policy(Limits(cap: 40));

    [Fact]
    public void A_held_mint_whose_owner_escaped_is_held_no_longer()
    {
        var held = Held();
        held.WakeAt.ShouldBe(Now.AddSeconds(15));

        var escaped = Looked(held, new Verification.Consumed());

        escaped.Standing.ShouldBe(MintStanding.Consumed);
        escaped.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void Nothing_else_that_the_chains_say_decides_about_it()
    {
        Verification[] all =
        [
            Proven(),
            new Verification.NotYetProvable("the root"),
            new Verification.NoSuchLock("nothing", RootReceived: false),
            new Verification.Contradicted("two roots"),
        ];
        foreach (var verification in all)
        {
            var looked = Looked(Held(), verification);

            looked.Standing.ShouldBe(MintStanding.Held);
            looked.Reason.ShouldBe(Held().Reason);
        }
    }

    [Fact]
    public void It_is_looked_at_less_and_less_often_but_every_hour()
    {
        var held = Held();
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 12; i++)
        {
            held = Looked(held, Proven());
            pauses.Add(held.WakeAt!.Value - Now);
        }

        pauses[0].ShouldBe(TimeSpan.FromSeconds(30));
        pauses.ShouldBeInOrder();
        pauses[^1].ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public void One_that_is_asked_anew_and_held_again_is_looked_at_soon()
    {
        var old = Enumerable.Range(0, 9).Aggregate(Held(), (mint, _) => Looked(mint, Proven()));

        var asked = Taken(Asked(50, round: 2), old);
        var again = Looked(asked, Proven(), Answered(Small, Bucket.Initial, asked, Proven()).Mint);

        again.WakeAt.ShouldBe(Now.AddSeconds(15));
    }

    private static Mint Held()
    {
        var asked = Taken(Asked(50));
        return Looked(asked, Proven(), Answered(Small, Bucket.Initial, asked, Proven()).Mint);
    }

    /// <param name="ruled">The mint after the ruling that was made of the same look, if one was.</param>
    private static Mint Looked(Mint mint, Verification verification, Mint? ruled = null) =>
        (ruled ?? mint).Apply(HoldWatch.Look(mint, verification, Now));
}
