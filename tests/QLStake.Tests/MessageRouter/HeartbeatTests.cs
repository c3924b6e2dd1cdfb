using QLStake.Contracts;
using QLStake.MessageRouter;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MessageRouter;

/// <summary>Guards that have nothing to sign give a sign of life, lest their silence opens the escape.</summary>
public sealed class HeartbeatTests
{
    private static readonly RouterSettings Settings = Story.Settings(2, 3) with
    {
        HeartbeatEvery = TimeSpan.FromHours(6),
    };
    private static readonly string Stream = StreamNames.OfHub(Story.Ethereum);

    [Fact]
    public void The_first_news_of_a_hub_asks_for_a_sign_of_life_and_k_signatures_are_brought_once()
    {
        var given = new Given(Settings).When(Story.FinalTo(Story.Ethereum, 5)).When(Story.FinalTo(Story.Ethereum, 6));
        var wanted = given.Unit.Events.OfType<HeartbeatWanted>().ShouldHaveSingleItem();
        wanted.Command.Hub.ShouldBe(Story.Hub);

        Sign(given, 0, wanted.Command.At);
        Sign(given, 0, wanted.Command.At);
        given.Unit.Events.OfType<HeartbeatAsked>().ShouldBeEmpty();
        Sign(given, 1, wanted.Command.At);
        Sign(given, 2, wanted.Command.At);

        given.Unit.Events.OfType<HeartbeatAsked>().ShouldHaveSingleItem().Command.Signatures.Count.ShouldBe(2);
    }

    [Fact]
    public void One_that_the_hub_did_not_see_is_asked_for_afresh_and_one_that_it_saw_is_the_last_for_six_hours()
    {
        var given = new Given(Settings).When(Story.FinalTo(Story.Ethereum, 5));
        Wake(given, Story.Noon.AddSeconds(31)).ShouldBe([1, 2]);
        var last = given.Unit.Load<HubStatus>(Stream).Heartbeat!.SignedAt;

        given.When(Story.Observed(Story.Ethereum, 60, 300, new QuorumSeen(last)));

        Wake(given, Story.Noon.AddHours(5)).ShouldBe([1, 2]);
        Wake(given, Story.Noon.AddHours(7)).ShouldBe([1, 2, 1]);
    }

    [Fact]
    public void A_signature_of_a_stranger_or_of_another_moment_counts_for_nothing()
    {
        var given = new Given(Settings).When(Story.FinalTo(Story.Ethereum, 5));
        var at = given.Unit.Events.OfType<HeartbeatWanted>().Single().Command.At;

        Sign(given, 4, at);
        Sign(given, 0, at - 1);

        given.Unit.Events.OfType<HeartbeatGiven>().ShouldBeEmpty();
    }

    [Fact]
    public void Where_none_is_configured_none_is_asked_for() =>
        new Given(Story.OneGuard)
            .When(Story.FinalTo(Story.Ethereum, 5))
            .Unit.Events.OfType<HeartbeatWanted>()
            .ShouldBeEmpty();

    private static void Sign(Given given, int guardian, ulong at) =>
        given.Unit.Decide<HubStatus>(
            Stream,
            hub => HeartbeatRules.Take(hub, new(Story.Ethereum, Story.Hub, at, Story.Guardians[guardian], "0xab"))
        );

    private static List<int> Wake(Given given, DateTimeOffset now)
    {
        given.Unit.Decide<HubStatus>(Stream, hub => HeartbeatRules.Wake(hub, Settings, now));
        return [.. given.Unit.Events.OfType<HeartbeatWanted>().Select(wanted => wanted.Attempt)];
    }
}
