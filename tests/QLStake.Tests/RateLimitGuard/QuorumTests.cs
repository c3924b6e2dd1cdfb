using QLStake.RateLimitGuard;
using Shouldly;
using Xunit;

namespace QLStake.Tests.RateLimitGuard;

public sealed class QuorumTests
{
    private static readonly Finding<string>.NotYet Lagging = new("not final yet");
    private static readonly Finding<string>.Absent Absent = new("never sent");

    [Fact]
    public void Enough_endpoints_that_agree_make_a_finding_at_the_lowest_of_their_blocks()
    {
        var finding = Of(2, Seen("m", 9), Seen("m", 7), Lagging);

        finding.ShouldBe(Seen("m", 7));
    }

    [Fact]
    public void An_endpoint_that_lags_is_no_disagreement_and_no_vote() =>
        Of(2, Seen("m", 9), Lagging).ShouldBeOfType<Finding<string>.NotYet>().Missing.ShouldContain("1 of 2");

    [Fact]
    public void Endpoints_that_see_different_things_contradict_each_other() =>
        Of(1, Seen("m", 9), Seen("n", 9))
            .ShouldBeOfType<Finding<string>.Contradiction>()
            .What.ShouldContain("disagree");

    [Fact]
    public void One_endpoint_that_denies_what_others_see_is_a_contradiction() =>
        Of(2, Seen("m", 9), Seen("m", 9), Absent).ShouldBeOfType<Finding<string>.Contradiction>();

    [Fact]
    public void A_single_endpoint_decides_where_one_is_needed() => Of(1, Absent).ShouldBe(Absent);

    private static Finding<string>.Seen Seen(string what, ulong height) =>
        new(what, height, DateTimeOffset.FromUnixTimeSeconds((long)height));

    private static Finding<string> Of(int needed, params Finding<string>[] findings) =>
        Quorum.Of("avalanche", [.. findings.Select((finding, i) => ($"host{i}", finding))], needed);
}
