using System.Net;
using System.Text.Json;

namespace QLStake.Cli;

/// <summary>Asks one of our services over HTTP.</summary>
public sealed class ServiceClient(string name, Uri address) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Null where the service knows no such thing.</summary>
    /// <exception cref="CliException">It does not answer, or refuses.</exception>
    public Task<T?> GetAsync<T>(string path, CancellationToken stop)
        where T : class => GetAsync<T>(path, HttpStatusCode.OK, stop);

    /// <summary>What keeps it from working, if anything does.</summary>
    /// <exception cref="CliException">It does not answer.</exception>
    public Task<Readiness?> ReadinessAsync(CancellationToken stop) =>
        GetAsync<Readiness>("/health/ready", HttpStatusCode.ServiceUnavailable, stop);

    public void Dispose() => http.Dispose();

    private async Task<T?> GetAsync<T>(string path, HttpStatusCode alsoGood, CancellationToken stop)
        where T : class
    {
        try
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative), stop);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            await using var body = await response.Content.ReadAsStreamAsync(stop);
            return response.IsSuccessStatusCode || response.StatusCode == alsoGood
                ? await JsonSerializer.DeserializeAsync<T>(body, Json, stop)
                : throw new CliException(
                    $"{name} at {address} refused {path} with {(int)response.StatusCode}. Its log: ./qls logs {name}"
                );
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
}

/// <summary>A service's word on its own state, each part's in a sentence; "well" where nothing is amiss.</summary>
public sealed record Readiness(string Status, IReadOnlyDictionary<string, string>? Parts)
{
    public bool IsReady => Status == "ready";
}
