using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>Watches stakes as a user does: over the router's HTTP answers.</summary>
internal sealed class StakeObserver(Uri router) : IDisposable
{
    /// <summary>Generous: the machine may be shared. Speed is measured elsewhere.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient http = new() { BaseAddress = router, Timeout = TimeSpan.FromSeconds(15) };

    public async Task<JsonElement?> FindAsync(StakeId stake)
    {
        try
        {
            using var response = await http.GetAsync(new Uri($"/stakes/{stake}", UriKind.Relative));
            return response.StatusCode == HttpStatusCode.OK
                ? await response.Content.ReadFromJsonAsync<JsonElement>()
                : null;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            // The router may be the one that was killed.
            return null;
        }
    }

    public Task<JsonElement?> ReachesAsync(StakeId stake, params string[] states) =>
        UntilAsync(stake, found => states.Contains(Text(found, "state")), $"state {string.Join(" or ", states)}");

    public Task<JsonElement?> WaitsForAsync(StakeId stake, string cause) =>
        UntilAsync(stake, found => Text(found.GetProperty("waiting"), "cause") == cause, $"to wait for {cause}");

    public Task<JsonElement?> UntilAsync(StakeId stake, Func<JsonElement, bool> holds, string what) =>
        Eventually.HoldsAsync(
            () => FindAsync(stake),
            found => found is { } answer && holds(answer),
            Patience,
            $"stake {stake} {what}"
        );

    public static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    public void Dispose() => http.Dispose();
}
