using System.Text.RegularExpressions;

namespace QLStake.Tests.Observability;

/// <summary>An alert as the rules have it; <c>promtool</c> checks the file's form.</summary>
internal sealed record Alert(string Name, string Expression, string Runbook)
{
    public const string File = "deploy/observability/rules/qlstake.rules.yml";

    public static IReadOnlyList<Alert> All { get; } = [.. Read(RepositoryFiles.ReadText(File))];

    private static IEnumerable<Alert> Read(string rules) =>
        from rule in Regex.Split(rules, @"^\s*- alert: ", RegexOptions.Multiline).Skip(1)
        select new Alert(
            rule.Split('\n')[0].Trim(),
            Regex.Match(rule, @"^\s*expr: '(.*)'$", RegexOptions.Multiline).Groups[1].Value,
            Regex.Match(rule, @"^\s*runbook_url: (\S+)$", RegexOptions.Multiline).Groups[1].Value
        );
}
