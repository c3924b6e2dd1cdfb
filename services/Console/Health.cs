using System.Text.Json;

namespace QLStake.Console;

/// <summary>What a service says about itself.</summary>
/// <param name="Parts">Each part of it with a sentence.</param>
public sealed record ServiceHealth(string Service, bool Ready, IReadOnlyDictionary<string, string> Parts);

/// <param name="Ready">Every service is.</param>
public sealed record SystemHealth(bool Ready, IReadOnlyList<ServiceHealth> Services);

/// <summary>Asks every service for its readiness.</summary>
internal sealed class HealthReader(IHttpClientFactory http, ConsoleSettings settings)
{
    public async Task<SystemHealth> ReadAsync(CancellationToken ct)
    {
        var answers = await Task.WhenAll(
            settings
                .Services.OrderBy(service => service.Key)
                .Select(service => AskAsync(service.Key, service.Value, ct))
        );
        return new(answers.All(answer => answer.Ready), answers);
    }

    private async Task<ServiceHealth> AskAsync(string service, Uri address, CancellationToken ct)
    {
        try
        {
            using var answer = await http.CreateClient(Upstream.Client).GetAsync(new Uri(address, "/health/ready"), ct);
            using var body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(ct), default, ct);
            return new(service, answer.IsSuccessStatusCode, Parts(body.RootElement));
        }
        catch (Exception error)
            when (error is HttpRequestException or JsonException
                || (error is OperationCanceledException && !ct.IsCancellationRequested)
            )
        {
            var away = UpstreamException.Away(service, address, $"QLStake:Feeds:{service}", error);
            return new(service, false, new Dictionary<string, string> { ["http"] = away.Message });
        }
    }

    private static Dictionary<string, string> Parts(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object
        && answer.TryGetProperty("parts", out var parts)
        && parts.ValueKind == JsonValueKind.Object
            ? parts.EnumerateObject().ToDictionary(part => part.Name, part => part.Value.ToString())
            : [];
}
