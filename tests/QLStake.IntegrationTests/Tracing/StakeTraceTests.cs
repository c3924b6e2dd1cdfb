using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Tracing;

/// <summary>A stake's trace as a dashboard shows it.</summary>
[Collection(JourneyTests.Name)]
public sealed class StakeTraceTests(JourneyFixture journey)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static readonly string[] Life =
    [
        "StakeLocked",
        "RootSent",
        "MessageSent",
        "RootCommitted",
        "MessageExecuted",
        "RootReceived",
        "SourceFinalized",
        "ApprovalAsked",
        "guard decides",
        "MintApproved",
        "MintAsked",
        "MintSubmitted",
        "MintConfirmed",
        "MintFinalized",
    ];

    [Fact]
    public async Task Whoever_holds_a_stake_id_has_one_trace_of_its_whole_life_under_one_root()
    {
        var (stake, trace) = await TracedAsync();

        var root = trace.Where(span => span.ParentId == "").ShouldHaveSingleItem();
        (root.Service, root.Name, root.SpanId).ShouldBe((ServiceNames.MessageRouter, "stake", Hex(stake)[32..48]));
        var steps = trace.Where(span => span.Tags.ContainsKey("qlstake.stake_id") && span != root).ToList();
        steps.ShouldAllBe(span => span.ParentId == root.SpanId);
        steps.ShouldAllBe(span => span.Tags["qlstake.stake_id"] == $"{stake}");
        Life.ShouldBeSubsetOf(steps.Select(span => span.Name));
        steps
            .Select(span => span.Service)
            .Distinct()
            .ShouldBe(
                [ServiceNames.MessageRouter, ServiceNames.RateLimitGuard, ServiceNames.MintExecutor],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task Messages_keep_their_own_traces_and_link_to_the_stakes_they_moved()
    {
        var (_, trace) = await TracedAsync();
        var root = trace.Single(span => span.ParentId == "");

        var linking = journey.Collector.Spans.Where(span => span.Links.Contains((root.TraceId, root.SpanId))).ToList();

        linking.Select(span => span.Name).ShouldContain("take block-observed.v1");
        linking.ShouldAllBe(span => span.TraceId != root.TraceId);
        var locked = trace.Single(span => span.Name == "StakeLocked");
        locked.Links.ShouldContain(link => linking.Any(span => span.SpanId == link.SpanId));
        journey.Collector.Spans.ShouldAllBe(span => span.Links.Count <= 128);
    }

    [Fact]
    public async Task No_address_is_told_further_than_its_host()
    {
        await TracedAsync();

        var addresses = journey.Collector.Spans.Where(span => span.Tags.ContainsKey("url.full")).ToList();

        addresses.ShouldNotBeEmpty();
        addresses.ShouldAllBe(span => new Uri(span.Tags["url.full"]).PathAndQuery == "/");
    }

    private async Task<(StakeId Stake, IReadOnlyList<SeenSpan> Trace)> TracedAsync()
    {
        var sent = await journey.Avax.StakeAsync(default, 1_000_000_000_000_000_000UL, journey.Receiver);
        await journey.Stakes.ReachesAsync(sent.Id, "MintFinalized");
        var trace = await Eventually.HoldsAsync(
            () => Task.FromResult(journey.Collector.Trace(Hex(sent.Id)[..32])),
            spans =>
                Life.All(step => spans.Any(span => span.Name == step))
                && spans.Any(span => span.ParentId == "")
                && spans.Any(span => span.Service == ServiceNames.MintExecutor),
            Soon,
            "the collector has the whole life"
        );
        return (sent.Id, trace);
    }

    private static string Hex(StakeId stake) => $"{stake}"[2..];
}
