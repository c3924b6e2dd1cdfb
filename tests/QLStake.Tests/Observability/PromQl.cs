using System.Text.RegularExpressions;

namespace QLStake.Tests.Observability;

/// <summary>What a question asks for: as much of PromQL's grammar as finding metrics and labels takes.</summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> Words =
    [
        "and",
        "or",
        "unless",
        "by",
        "without",
        "on",
        "ignoring",
        "group_left",
        "group_right",
        "bool",
        "offset",
        "inf",
        "nan",
    ];

    /// <summary>Every selector: a metric and the labels it is narrowed by.</summary>
    public static IEnumerable<(string Metric, IReadOnlyList<string> Labels)> Selectors(string question)
    {
        // label_values(metric, label) is Grafana's: its last argument is a label.
        var asked = Grafana().Replace(question, "$1");
        asked = Ranges().Replace(Groupings().Replace(asked, " "), "");
        foreach (Match found in Selector().Matches(Strings().Replace(asked, "\"\"")))
        {
            var name = found.Groups["name"].Value;
            if (!Words.Contains(name) && !found.Groups["call"].Success)
                yield return (
                    name,
                    [.. Label().Matches(found.Groups["labels"].Value).Select(label => label.Groups[1].Value)]
                );
        }
    }

    /// <summary>The labels that a question groups by.</summary>
    public static IEnumerable<string> GroupedBy(string question) =>
        Groupings()
            .Matches(question)
            .SelectMany(group => group.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries));

    [GeneratedRegex(@"label_values\(([^,]+),\s*\w+\)")]
    private static partial Regex Grafana();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)")]
    private static partial Regex Groupings();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Ranges();

    [GeneratedRegex(@"""([^""\\]|\\.)*""")]
    private static partial Regex Strings();

    [GeneratedRegex(@"(?<![\w.$])(?<name>[a-zA-Z_:][\w:]*)(?<call>\s*\()?(\{(?<labels>[^}]*)\})?")]
    private static partial Regex Selector();

    [GeneratedRegex(@"(\w+)\s*(?:=~|!~|!=|=)")]
    private static partial Regex Label();
}
