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

    private static readonly string[] Stages =
    [
        "locked_to_sent",
        "sent_to_committed",
        "committed_to_executed",
        "received_to_approved",
        "approved_to_minted",
        "locked_to_minted",
        "minted_to_final",
    ];

    [Fact]
    public async Task Whoever_holds_a_stake_id_has_one_trace_of_its_whole_life_under_one_root()
    {
        var (stake, trace) = await TracedAsync();

        var root = trace.Where(span => span.ParentId == "").ShouldHaveSingleItem();
        (root.Service, root.Name, root.SpanId).ShouldBe((ServiceNames.MessageRouter, "stake", Hex(stake)[32..48]));
        var steps = Steps(trace, root);
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
    public async Task Chain_time_stands_beside_service_time_as_the_blocks_had_it()
    {
        var (stake, trace) = await TracedAsync();
        var told = await journey.Stakes.FindAsync(stake);
        DateTimeOffset At(string what) =>
            told!
                .Value.GetProperty("timeline")
                .EnumerateArray()
                .First(entry => StakeObserver.Text(entry, "what") == what)
                .GetProperty("at")
                .GetDateTimeOffset();
        (string Stage, string From, string To)[] stages =
        [
            ("locked_to_sent", "StakeLocked", "RootSent"),
            ("sent_to_committed", "RootSent", "RootCommitted"),
            ("committed_to_executed", "RootCommitted", "MessageExecuted"),
            ("received_to_approved", "RootReceived", "MintAsked"),
            ("approved_to_minted", "MintApproved", "MintConfirmed"),
            ("locked_to_minted", "StakeLocked", "MintConfirmed"),
            ("minted_to_final", "MintConfirmed", "MintFinalized"),
        ];

        foreach (var (name, from, to) in stages)
        {
            var stage = trace.Where(span => span.Name == name).ShouldHaveSingleItem();
            stage.Start.ShouldBe(At(from), TimeSpan.FromMilliseconds(1), name);
            // A chain's clock may be behind ours: then the stage ends where it began.
            stage.End.ShouldBe(At(to) > At(from) ? At(to) : At(from), TimeSpan.FromMilliseconds(1), name);
        }
    }

    [Fact]
    public async Task A_guard_that_was_away_is_a_long_wait_in_one_trace()
    {
        var guard = journey.Network.Services[ServiceNames.RateLimitGuard];
        await guard.KillAsync();
        var sent = await journey.Avax.StakeAsync(default, 1_000_000_000_000_000_000UL, journey.Receiver);
        await journey.Stakes.WaitsForAsync(sent.Id, "WaitingForApproval");
        var away = TimeSpan.FromSeconds(2);
        await Task.Delay(away);
        await guard.StartAsync();
        await journey.Stakes.ReachesAsync(sent.Id, "MintFinalized");

        var trace = await CollectedAsync(sent.Id);

        var root = trace.Where(span => span.ParentId == "").ShouldHaveSingleItem();
        Steps(trace, root).ShouldAllBe(span => span.ParentId == root.SpanId);
        trace.Single(span => span.Name == "received_to_approved").Took.ShouldBeGreaterThan(away);
        // What the guard said is taken in under its own decision, over broker and store.
        var decided = trace.Last(span => span.Name == "guard decides");
        trace.ShouldContain(span => span.Name.StartsWith("take mint-") && span.ParentId == decided.SpanId);
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
        return (sent.Id, await CollectedAsync(sent.Id));
    }

    private Task<IReadOnlyList<SeenSpan>> CollectedAsync(StakeId stake) =>
        Eventually.HoldsAsync(
            () => Task.FromResult(journey.Collector.Trace(Hex(stake)[..32])),
            spans =>
                Life.Concat(Stages).All(step => spans.Any(span => span.Name == step))
                && spans.Any(span => span.ParentId == "")
                && spans.Any(span => span.Service == ServiceNames.MintExecutor),
            Soon,
            "the collector has the whole life"
        );

    private static List<SeenSpan> Steps(IReadOnlyList<SeenSpan> trace, SeenSpan root) =>
        [.. trace.Where(span => span.Tags.ContainsKey("qlstake.stake_id") && span != root)];

    private static string Hex(StakeId stake) => $"{stake}"[2..];
}
