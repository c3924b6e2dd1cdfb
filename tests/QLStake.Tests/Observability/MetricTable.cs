namespace QLStake.Tests.Observability;

/// <summary>A metric as <c>docs/metrics.md</c> has it.</summary>
/// <param name="Section">Whose it is: a service's name, <c>Every service</c>, or <c>Only once it happens</c>.</param>
/// <param name="Stored">Its name in Prometheus; of a histogram without <c>_bucket</c>, <c>_sum</c>, <c>_count</c>.</param>
public sealed record MetricRow(string Section, string Name, string Stored, IReadOnlyList<string> Labels, string Meaning)
{
    public const string Everywhere = "Every service";
    public const string Rare = "Only once it happens";
}

/// <summary>Reads the tables of <c>docs/metrics.md</c>.</summary>
public static class MetricTable
{
    public static IReadOnlyList<MetricRow> Rows { get; } = [.. Read(RepositoryFiles.ReadText("docs/metrics.md"))];

    private static IEnumerable<MetricRow> Read(string document)
    {
        var section = "";
        foreach (var line in document.Split('\n'))
            if (line.StartsWith("## ", StringComparison.Ordinal))
                section = line[3..].Trim();
            else if (line.StartsWith("| `", StringComparison.Ordinal))
            {
                var cells = line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray();
                var labels = cells[2]
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                yield return new(section, cells[0].Trim('`'), cells[1].Trim('`'), labels, cells[3]);
            }
    }
}
