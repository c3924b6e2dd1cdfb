using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using QLStake.Hosting;

namespace QLStake.Cli;

/// <summary>Asks one of our services over HTTP.</summary>
/// <param name="name">The service's name.</param>
/// <param name="address">Where it answers.</param>
/// <param name="token">What opens its <c>/admin</c>, if that is asked.</param>
/// <param name="patience">How long an answer may take; ten seconds unless given.</param>
public sealed class ServiceClient(string name, Uri address, string? token = null, TimeSpan? patience = null)
    : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly HttpClient http = Client(address, token, patience ?? TimeSpan.FromSeconds(10));

    /// <summary>Null where the service knows no such thing.</summary>
    /// <exception cref="CliException">It does not answer, or refuses.</exception>
    public Task<T?> GetAsync<T>(string path, CancellationToken stop)
        where T : class => GetAsync<T>(path, HttpStatusCode.OK, stop);

    /// <summary>What keeps it from working, if anything does.</summary>
    /// <exception cref="CliException">It does not answer.</exception>
    public Task<Readiness?> ReadinessAsync(CancellationToken stop) =>
        GetAsync<Readiness>("/health/ready", HttpStatusCode.ServiceUnavailable, stop);

    /// <summary>Asks it to do something.</summary>
    /// <exception cref="CliException">It does not answer, or refuses; the message is its own where it says why.</exception>
    public Task PostAsync<T>(string path, T request, CancellationToken stop) =>
        HeardAsync(
            path,
            async () =>
            {
                using var response = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), request, Json, stop);
                return response.IsSuccessStatusCode ? "" : throw await RefusalAsync(path, response, stop);
            },
            stop
        );

    /// <summary>Asks it to do something that has a result.</summary>
    /// <exception cref="CliException">It does not answer, or refuses; the message is its own where it says why.</exception>
    public Task<T> AskAsync<T>(string path, CancellationToken stop)
        where T : class =>
        HeardAsync(
            path,
            async () =>
            {
                using var response = await http.PostAsync(new Uri(path, UriKind.Relative), null, stop);
                return response.IsSuccessStatusCode
                    ? await response.Content.ReadFromJsonAsync<T>(Json, stop)
                        ?? throw new JsonException("Expected a result, found null.")
                    : throw await RefusalAsync(path, response, stop);
            },
            stop
        );

    public void Dispose() => http.Dispose();

    private static HttpClient Client(Uri address, string? token, TimeSpan patience)
    {
        var replicas = new ReplicaHandler(new()) { InnerHandler = new SocketsHttpHandler() };
        var client = new HttpClient(replicas) { BaseAddress = address, Timeout = patience };
        client.DefaultRequestHeaders.Authorization = token is null
            ? null
            : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private Task<T?> GetAsync<T>(string path, HttpStatusCode alsoGood, CancellationToken stop)
        where T : class =>
        HeardAsync(
            path,
            async () =>
            {
                using var response = await http.GetAsync(new Uri(path, UriKind.Relative), stop);
                if (response.StatusCode == HttpStatusCode.NotFound)
                {
                    return null;
                }

                return response.IsSuccessStatusCode || response.StatusCode == alsoGood
                    ? await response.Content.ReadFromJsonAsync<T>(Json, stop)
                    : throw await RefusalAsync(path, response, stop);
            },
            stop
        );

    private async Task<CliException> RefusalAsync(string path, HttpResponseMessage response, CancellationToken stop)
    {
        var said =
            response.Content.Headers.ContentType?.MediaType == "application/problem+json"
                ? (await response.Content.ReadFromJsonAsync<Refusal>(Json, stop))?.Detail
                : null;
        return new CliException(
            said ?? $"{name} at {address} refused {path} with {(int)response.StatusCode}. Its log: ./qls logs {name}"
        );
    }

    private async Task<T> HeardAsync<T>(string path, Func<Task<T>> ask, CancellationToken stop)
    {
        try
        {
            return await ask();
        }
        catch (Exception error) when (IsSilence(error, stop))
        {
            throw new CliException(
                $"{name} does not answer at {address} ({error.Message}). See ./qls status and ./qls logs {name}",
                error
            );
        }
        catch (JsonException error)
        {
            throw new CliException(
                $"{name} at {address} answered {path} with something else than expected: {error.Message}",
                error
            );
        }
    }

    private static bool IsSilence(Exception error, CancellationToken stop) =>
        error is HttpRequestException or IOException
        || error is OperationCanceledException && !stop.IsCancellationRequested;

    private sealed record Refusal(string? Detail);
}

/// <summary>A service's word on its own state, each part's in a sentence; "well" where nothing is amiss.</summary>
public sealed record Readiness(string Status, IReadOnlyDictionary<string, string>? Parts)
{
    public bool IsReady => Status == "ready";
}
