using QLStake.Contracts;
using QLStake.RateLimitGuard;
using Shouldly;
using Xunit;
using static QLStake.Tests.RateLimitGuard.GuardGiven;

namespace QLStake.Tests.RateLimitGuard;

/// <summary>A sign of life says the hub's present, and each a later one.</summary>
public sealed class HeartbeatGuardTests
{
    private const ulong Present = 1_800_000_000;

    [Fact]
    public void The_hubs_present_is_signed() => Problem(Present).ShouldBeNull();

    [Fact]
    public void The_future_is_not_signed() => Problem(Present + 1)!.ShouldContain("after the hub's newest block");

    [Fact]
    public void The_past_is_not_signed() => Problem(Present - 601)!.ShouldContain("long before");

    [Fact]
    public void Without_a_quorum_nothing_is_signed() =>
        HeartbeatGuard.Problem(Heartbeat.Initial, Wanted(Present), null)!.ShouldContain("quorum");

    [Fact]
    public void Each_moment_is_signed_once_and_never_an_earlier_one()
    {
        var given = Heartbeat
            .Initial.Apply(Wanted(Present))
            .Apply(new HeartbeatGiven(GuardGiven.Lane.Destination, Hub, Present, Signer, "0x12"));
        given.WakeAt.ShouldBeNull();

        HeartbeatGuard.Take(given, Message(Present), Now).ShouldBeEmpty();
        HeartbeatGuard.Take(given, Message(Present - 1), Now).ShouldBeEmpty();
        HeartbeatGuard.Take(given, Message(Present + 1), Now).ShouldHaveSingleItem();
    }

    private static SignHeartbeat Message(ulong at) => new(GuardGiven.Lane.Destination, Hub, at);

    private static HeartbeatWanted Wanted(ulong at) => new(GuardGiven.Lane.Destination, Hub, at, Now);

    private static string? Problem(ulong at) => HeartbeatGuard.Problem(Heartbeat.Initial, Wanted(at), HubTime);
}
