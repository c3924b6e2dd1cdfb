using System.Net;
using System.Net.Http.Json;
using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>Reads other services' feeds.</summary>
public sealed class FeedClient(IHttpClientFactory http, ServiceOptions options)
{
    public async Task<IReadOnlyList<string>> SourcesAsync(string service, CancellationToken ct)
    {
        using var client = Client(service);
        return await client.GetFromJsonAsync<string[]>("/feed/sources", ct) ?? [];
    }

    /// <returns>The page, or null if the owner's log never had that position.</returns>
    /// <exception cref="HttpRequestException">The owner does not answer.</exception>
    public async Task<FeedPage?> ReadAsync(string service, string source, long after, CancellationToken ct)
    {
        using var client = Client(service);
        using var response = await client.GetAsync(
            $"/feed?source={Uri.EscapeDataString(source)}&after={after}",
            HttpCompletionOption.ResponseHeadersRead,
            ct
        );
        if (response.StatusCode == HttpStatusCode.Conflict)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<FeedPage>(MessageJson.Options, ct);
    }

    /// <summary>Where a service is asked, for the operator.</summary>
    public string Where(string service) =>
        options.Feeds.TryGetValue(service, out var first)
            ? string.Join(" and ", options.Replicas.Of(first))
            : "no address";

    private HttpClient Client(string service)
    {
        var client = http.CreateClient("feeds");
        client.BaseAddress = options.Feeds.TryGetValue(service, out var address)
            ? address
            : throw ConfigurationException.Of($"Feeds:{service}", $"the address of {service} (http://host:port)", null);
        return client;
    }
}
