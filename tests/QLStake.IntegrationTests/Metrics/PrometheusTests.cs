using System.Text.Json;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using QLStake.Localnet.Services;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Metrics;

/// <summary>A real Prometheus with the configuration and rules that are deployed, beside the running system.</summary>
[Collection(JourneyTests.Name)]
public sealed class PrometheusTests(JourneyFixture journey)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Prometheus_scrapes_every_service_and_the_broker_evaluates_the_rules_and_leads_to_traces()
    {
        var console = journey.Network.Services[ServiceSpec.ConsoleName];
        await console.StartAsync();
        var targets = ServiceSpec.All.ToDictionary(
            spec => $"{spec.Name}:{(spec.Name == ServiceSpec.ConsoleName ? 9464 : 8080)}",
            spec => journey.Network.Services[spec.Name].Address
        );
        targets["rabbitmq:15692"] = journey.Network.RabbitMq.MetricsUri;
        await using var prometheus = await PrometheusServer.StartAsync(targets);
        var sent = await journey.Avax.StakeAsync(default, 1_000_000_000_000_000_000UL, journey.Receiver);
        await journey.Stakes.ReachesAsync(sent.Id, "MintFinalized");

        await EveryTargetIsUpAsync(prometheus, targets.Count);
        await Eventually.HoldsAsync(
            () =>
                prometheus.QueryAsync(
                    "qlstake_lane_latency_seconds_count{stage=\"locked_to_minted\"} and on (service) up"
                ),
            found => found.Any(count => count > 0),
            Soon,
            "a query returns lane latency"
        );
        (
            await prometheus.QueryAsync("sum(rabbitmq_queue_messages_ready{queue=~\"qlstake.inbox.*\"})")
        ).ShouldHaveSingleItem();
        await EveryRuleIsEvaluatedAsync(prometheus);
        var exemplars = await Eventually.HoldsAsync(
            () => prometheus.AskAsync(Exemplars()),
            found => found.GetArrayLength() > 0,
            Soon,
            "Prometheus keeps exemplars of lane latency"
        );
        exemplars[0]
            .GetProperty("exemplars")[0]
            .GetProperty("labels")
            .GetProperty("trace_id")
            .GetString()!
            .Length.ShouldBe(32);
        await console.StopAsync();
    }

    private static Task EveryTargetIsUpAsync(PrometheusServer prometheus, int count) =>
        Eventually.HoldsAsync(
            async () => Health(await prometheus.AskAsync("targets?state=active")),
            health => health.Count == count && health.All(target => target.EndsWith(": up", StringComparison.Ordinal)),
            Soon,
            "every target is up"
        );

    private static Task EveryRuleIsEvaluatedAsync(PrometheusServer prometheus) =>
        Eventually.HoldsAsync(
            async () =>
                (await prometheus.AskAsync("rules"))
                    .GetProperty("groups")
                    .EnumerateArray()
                    .SelectMany(group => group.GetProperty("rules").EnumerateArray())
                    .Select(rule =>
                        $"{rule.GetProperty("name")}: {rule.GetProperty("health")} {rule.GetProperty("state")} "
                        + $"{(rule.TryGetProperty("lastError", out var error) ? error : default)}"
                    )
                    .ToList(),
            rules =>
                rules.Count > 20
                && rules.All(rule => rule.Contains(": ok", StringComparison.Ordinal))
                && rules.Any(rule => rule.StartsWith("SolvencyGap: ok inactive", StringComparison.Ordinal)),
            Soon,
            "every rule is evaluated"
        );

    private static List<string> Health(JsonElement targets) =>
        [
            .. targets
                .GetProperty("activeTargets")
                .EnumerateArray()
                .Select(target =>
                    $"{target.GetProperty("labels").GetProperty("service")} {target.GetProperty("lastError")}: {target.GetProperty("health")}"
                ),
        ];

    private static string Exemplars()
    {
        var now = TimeProvider.System.GetUtcNow();
        return $"query_exemplars?query=qlstake_lane_latency_seconds_bucket&start={now.AddHours(-1).ToUnixTimeSeconds()}&end={now.AddHours(1).ToUnixTimeSeconds()}";
    }
}
