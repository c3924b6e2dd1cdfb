using QLStake.MessageRouter;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Replay;

public sealed class MomentTests
{
    [Fact]
    public void A_moment_is_a_time_or_a_version_of_the_stakes_stream()
    {
        Moment.TryParse("2026-01-31T12:00:00Z", out var time).ShouldBeTrue();
        time.ShouldBe(new(new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), null));
        Moment.TryParse("7", out var version).ShouldBeTrue();
        version.ShouldBe(new(null, 7));
        Moment.TryParse("yesterday", out _).ShouldBeFalse();
    }
}
