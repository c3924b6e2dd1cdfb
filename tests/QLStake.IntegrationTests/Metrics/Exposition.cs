using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace QLStake.IntegrationTests.Metrics;

/// <summary>A series as a service exposes it.</summary>
/// <param name="TraceId">Of its exemplar, where it has one.</param>
internal sealed record Series(string Name, IReadOnlyDictionary<string, string> Labels, double Value, string? TraceId)
{
    /// <summary>Of a histogram, without what its parts are called.</summary>
    public string Metric => Regex.Replace(Name, "_(bucket|sum|count)$", "");

    public override string ToString() => Name;
}

/// <summary>Reads OpenMetrics text (openmetrics.io, specification 1.0).</summary>
internal static partial class Exposition
{
    public static async Task<IReadOnlyList<Series>> ReadAsync(Uri service)
    {
        using var http = new HttpClient { BaseAddress = service };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Accept.Add(
            MediaTypeWithQualityHeaderValue.Parse("application/openmetrics-text; version=1.0.0")
        );
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync();
        return
        [
            .. text.Split('\n')
                .Select(line => Line().Match(line))
                .Where(match => match.Success)
                .Select(Parse)
                .Where(IsFigure),
        ];
    }

    /// <summary>Not when a series began.</summary>
    private static bool IsFigure(Series series) => !series.Name.EndsWith("_created", StringComparison.Ordinal);

    private static Series Parse(Match line) =>
        new(
            line.Groups["name"].Value,
            Pair()
                .Matches(line.Groups["labels"].Value)
                .ToDictionary(pair => pair.Groups[1].Value, pair => pair.Groups[2].Value),
            double.Parse(line.Groups["value"].Value, System.Globalization.CultureInfo.InvariantCulture),
            Pair()
                .Matches(line.Groups["exemplar"].Value)
                .Where(pair => pair.Groups[1].Value == "trace_id")
                .Select(pair => pair.Groups[2].Value)
                .SingleOrDefault()
        );

    [GeneratedRegex(
        @"^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>([^""}]|""([^""\\]|\\.)*"")*)\})? (?<value>[-+.\deE]+|NaN)( [\d.]+)?( # \{(?<exemplar>[^}]*)\}.*)?$"
    )]
    private static partial Regex Line();

    [GeneratedRegex(@"(\w+)=""((?:[^""\\]|\\.)*)""")]
    private static partial Regex Pair();
}
