using System.Text.Json;

namespace QLStake.Tests.Observability;

/// <summary>A dashboard as Grafana is given it.</summary>
internal sealed record Dashboard(string File, JsonElement Json)
{
    public static IReadOnlyList<Dashboard> All { get; } =
    [
        .. Directory
            .GetFiles(RepositoryFiles.Path("deploy/observability/grafana/dashboards"), "*.json")
            .Order()
            .Select(file => new Dashboard(
                Path.GetFileNameWithoutExtension(file),
                JsonDocument.Parse(System.IO.File.ReadAllText(file)).RootElement
            )),
    ];

    public string Uid => Json.GetProperty("uid").GetString()!;

    public IEnumerable<JsonElement> Panels => Json.GetProperty("panels").EnumerateArray();

    /// <summary>What its panels and variables ask Prometheus.</summary>
    public IEnumerable<string> Questions =>
        Panels
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Where(target => target.TryGetProperty("expr", out _))
            .Select(target => target.GetProperty("expr").GetString()!)
            .Concat(
                Json.GetProperty("templating")
                    .GetProperty("list")
                    .EnumerateArray()
                    .Where(variable => variable.GetProperty("type").GetString() == "query")
                    .Select(variable => variable.GetProperty("query").GetProperty("query").GetString()!)
            );

    /// <summary>Of panels and what they ask.</summary>
    public IEnumerable<string> DataSources =>
        Panels
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Prepend(panel))
            .Select(asked => asked.GetProperty("datasource").GetProperty("uid").GetString()!);
}
