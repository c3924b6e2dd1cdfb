using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using QLStake.Tests.Observability;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Metrics;

/// <summary>What the services tell about themselves once a stake has gone its whole way.</summary>
[Collection(JourneyTests.Name)]
public sealed class MetricsTests(JourneyFixture journey)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);

    // OpenTelemetry's own, on every series.
    private static readonly string[] OfTheScope =
    [
        "otel_scope_name",
        "otel_scope_version",
        "otel_scope_schema_url",
        "le",
    ];

    [Fact]
    public async Task A_running_service_exposes_what_is_documented_of_it_with_the_documented_labels()
    {
        await MintedAsync();

        foreach (var service in JourneyFixture.Services)
        {
            var expected = MetricTable
                .Rows.Where(row =>
                    row.Section == service || (row.Section == MetricRow.Everywhere && DoesItAll(service))
                )
                .ToList();
            var series = await Eventually.HoldsAsync(
                () => ReadAsync(service),
                seen => expected.All(row => seen.Any(one => one.Metric == row.Stored)),
                Soon,
                $"{service} exposes all of {string.Join(", ", expected.Select(row => row.Stored))}"
            );

            foreach (var metric in series.Where(one => one.Name.StartsWith("qlstake_", StringComparison.Ordinal)))
            {
                var row = MetricTable.Rows.SingleOrDefault(row => row.Stored == metric.Metric);
                row.ShouldNotBeNull($"{service} exposes {metric.Metric}, which docs/metrics.md does not have.");
                metric
                    .Labels.Keys.Except(OfTheScope)
                    .Order()
                    .ShouldBe(row.Labels.Order(), $"{service} {metric.Metric}");
            }
        }
    }

    [Fact]
    public async Task Everything_told_of_a_finished_stake_is_as_it_must_be()
    {
        await MintedAsync();
        var lane = new KeyValuePair<string, string>("lane", journey.ToHub.ToString());

        var router = await ReadAsync(ServiceNames.MessageRouter);
        foreach (
            var stage in new[]
            {
                "locked_to_sent",
                "sent_to_committed",
                "committed_to_executed",
                "received_to_approved",
                "approved_to_minted",
                "minted_to_final",
                "locked_to_minted",
            }
        )
            Value(router, "qlstake_lane_latency_seconds_count", lane, new("stage", stage))
                .ShouldBeGreaterThan(0, stage);
        var guard = await ReadAsync(ServiceNames.RateLimitGuard);
        Value(guard, "qlstake_guard_verdicts_total", lane, new("verdict", "approved")).ShouldBeGreaterThan(0);
        Value(guard, "qlstake_guard_wait_seconds_count", lane, new("verdict", "approved")).ShouldBeGreaterThan(0);
        var executor = await ReadAsync(ServiceNames.MintExecutor);
        var hub = new KeyValuePair<string, string>("chain", journey.Ethereum.Spec.Name);
        Value(executor, "qlstake_executor_balance", hub).ShouldBeGreaterThan(1);
        Value(executor, "qlstake_executor_spent_total", hub, new("kind", "Mint")).ShouldBeInRange(1e-15, 1);
        var watcher = await ReadAsync(ServiceNames.ChainWatcher);
        Value(watcher, "qlstake_watcher_height", hub).ShouldBeGreaterThan(0);
        watcher.Where(one => one.Name == "qlstake_ready").ShouldAllBe(part => part.Value == 1);
        await Eventually.HoldsAsync(
            () => ReadAsync(ServiceNames.MessageRouter),
            seen => seen.Single(one => one.Name == "qlstake_outbox_lag").Value == 0,
            Soon,
            "everything is shipped"
        );
    }

    [Fact]
    public async Task The_books_and_the_contracts_say_that_all_that_backs_shares_is_locked()
    {
        await MintedAsync();

        var fees = await Eventually.HoldsAsync(
            () => ReadAsync(ServiceNames.FeeAccounting),
            seen =>
                seen.Any(one => one.Name == "qlstake_solvency_backing" && one.Value > 0)
                && seen.Any(one => one.Name == "qlstake_fees_credits" && one.Labels["account"] == "Stakers"),
            Soon,
            "backing and fees are told"
        );

        fees.Where(one => one.Name == "qlstake_solvency_gap").ShouldAllBe(gap => gap.Value == 0);
        var backing = fees.First(one => one.Name == "qlstake_solvency_backing" && one.Value > 0);
        Value(fees, "qlstake_solvency_locked", [.. Own(backing)]).ShouldBeGreaterThanOrEqualTo(backing.Value);
    }

    [Fact]
    public async Task A_figure_leads_to_the_trace_of_a_stake_that_made_it()
    {
        await MintedAsync();

        var exemplars = (await ReadAsync(ServiceNames.MessageRouter))
            .Where(one => one.Name == "qlstake_lane_latency_seconds_bucket" && one.TraceId is not null)
            .ToList();

        exemplars.ShouldNotBeEmpty();
        await Eventually.HoldsAsync(
            () => Task.FromResult(journey.Collector.Spans.Where(span => span.Name == "stake").ToList()),
            roots => exemplars.All(one => roots.Any(root => root.TraceId == one.TraceId)),
            Soon,
            "the collector has the stakes' traces"
        );
    }

    /// <summary>Reads logs and chains, and waits for moments.</summary>
    private static bool DoesItAll(string service) => service == ServiceNames.RateLimitGuard;

    private static IEnumerable<KeyValuePair<string, string>> Own(Series series) =>
        series.Labels.Where(label => !OfTheScope.Contains(label.Key));

    private static double Value(IEnumerable<Series> all, string name, params KeyValuePair<string, string>[] labels) =>
        all.Where(one => one.Name == name && labels.All(label => one.Labels.Contains(label))).Sum(one => one.Value);

    private Task<IReadOnlyList<Series>> ReadAsync(string service) =>
        Exposition.ReadAsync(journey.Network.Services[service].Address);

    private async Task<StakeId> MintedAsync()
    {
        var sent = await journey.Avax.StakeAsync(default, 1_000_000_000_000_000_000UL, journey.Receiver);
        await journey.Stakes.ReachesAsync(sent.Id, "MintFinalized");
        return sent.Id;
    }
}
