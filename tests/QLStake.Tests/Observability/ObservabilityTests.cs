using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Observability;

/// <summary>Rules, runbooks and dashboards against each other and against what the services expose.</summary>
public sealed class ObservabilityTests
{
    private static readonly Dictionary<string, MetricRow> Known = MetricTable.Rows.ToDictionary(row => row.Stored);

    // Of Prometheus itself, .NET and RabbitMQ's plugin, with their labels.
    private static readonly Dictionary<string, string[]> Foreign = new()
    {
        ["up"] = ["job"],
        ["dotnet_process_memory_working_set_bytes"] = [],
        ["rabbitmq_queue_messages_ready"] = ["queue"],
    };

    private static readonly string[] OfTheScrape = ["job", "instance", "service", "le"];

    private static readonly string[] Sections = ["## What it means", "## How to see it", "## What to do"];

    public static TheoryData<string> Questions() =>
        [.. Alert.All.Select(alert => alert.Expression).Concat(Dashboard.All.SelectMany(board => board.Questions))];

    [Fact]
    public void Every_alert_has_its_runbook_and_every_runbook_its_alert()
    {
        var runbooks = Directory
            .GetFiles(RepositoryFiles.Path("docs/runbooks"), "*.md")
            .Select(Path.GetFileName)
            .Where(file => file != "README.md")
            .Select(file => $"docs/runbooks/{file}");

        Alert.All.Select(alert => alert.Runbook).ShouldBe(runbooks!, ignoreOrder: true);
        Alert.All.ShouldAllBe(alert => alert.Runbook == $"docs/runbooks/{Dashed(alert.Name)}.md");
    }

    [Fact]
    public void A_runbook_says_what_it_means_how_to_see_it_and_what_to_do()
    {
        foreach (var alert in Alert.All)
        {
            var text = RepositoryFiles.ReadText(alert.Runbook);

            text.ShouldStartWith($"# {alert.Name}: ");
            Sections.ShouldAllBe(section => text.Contains(section), alert.Runbook);
            foreach (Match link in Regex.Matches(text, @"\]\(([\w-]+\.md)\)"))
                RepositoryFiles.Path($"docs/runbooks/{link.Groups[1].Value}");
        }
    }

    [Fact]
    public void Every_alert_is_tested()
    {
        var tests = RepositoryFiles.ReadText("deploy/observability/rules/qlstake.rules.test.yml");

        Alert.All.ShouldNotBeEmpty();
        Alert.All.ShouldAllBe(alert => tests.Contains($"alertname: {alert.Name}\n"));
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void A_question_asks_for_metrics_that_a_service_exposes_by_labels_they_have(string question)
    {
        var labels = new HashSet<string>(OfTheScrape);
        foreach (var (metric, narrowedBy) in PromQl.Selectors(question))
        {
            var stored = Regex.Replace(metric, "_(bucket|sum|count)$", "");
            var has =
                Known.TryGetValue(metric, out var row) || Known.TryGetValue(stored, out row) ? row.Labels
                : Foreign.TryGetValue(metric, out var foreign) ? foreign
                : throw new ShouldAssertException($"No service exposes {metric}, which this asks for: {question}");
            narrowedBy.Except(OfTheScrape).ShouldBeSubsetOf(has, question);
            labels.UnionWith(has);
        }

        labels.Count.ShouldBeGreaterThan(0);
        PromQl.GroupedBy(question).ShouldBeSubsetOf(labels, question);
    }

    [Fact]
    public void A_question_s_metrics_and_labels_are_found()
    {
        const string Question =
            "histogram_quantile(0.95, sum by (le, lane) (rate(a_seconds_bucket{stage=~\"x|y\", lane!=\"1\"}[30m]))) > 5 unless on (lane) b_total offset 5m";

        PromQl.Selectors(Question).Select(one => one.Metric).ShouldBe(["a_seconds_bucket", "b_total"]);
        PromQl.Selectors(Question).First().Labels.ShouldBe(["stage", "lane"]);
        PromQl.GroupedBy(Question).ShouldBe(["le", "lane", "lane"]);
    }

    [Fact]
    public void Dashboards_have_names_of_their_own_and_provisioned_sources()
    {
        Dashboard
            .All.Select(board => board.Uid)
            .ShouldBe(
                new[] { "executor", "fees", "guard", "lane", "overview", "stake" }.Select(name => $"qlstake-{name}"),
                ignoreOrder: true
            );
        var sources = RepositoryFiles.ReadText("deploy/observability/grafana/provisioning/datasources/datasources.yml");
        foreach (var board in Dashboard.All)
        {
            board.Uid.ShouldBe($"qlstake-{board.File}");
            board.Panels.Select(panel => panel.GetProperty("id").GetInt32()).ShouldBeUnique();
            board.DataSources.ShouldAllBe(uid => sources.Contains($"uid: {uid}\n"), board.File);
        }
    }

    private static string Dashed(string name) => Regex.Replace(name, "(?<!^)([A-Z])", "-$1").ToLowerInvariant();
}
