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
    public async Task<T?> GetAsync<T>(string path, CancellationToken stop)
        where T : class
    {
        try
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative), stop);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            // Readiness comes with a body whether ready or not.
            var hasBody = response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.ServiceUnavailable;
            await using var body = await response.Content.ReadAsStreamAsync(stop);
            return hasBody
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

    public void Dispose() => http.Dispose();

    private static bool IsSilence(Exception error, CancellationToken stop) =>
        error is HttpRequestException or IOException
        || error is OperationCanceledException && !stop.IsCancellationRequested;
}
