using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>Watches transfers and redemptions as a user does: over the router's HTTP answers.</summary>
internal sealed class FlowObserver(Uri router)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient http = new() { BaseAddress = router, Timeout = TimeSpan.FromSeconds(15) };

    public Task<JsonElement> TransferReachesAsync(MessageId message, string state) =>
        ReachesAsync($"/transfers/{message}", state);

    public Task<JsonElement> ReleaseReachesAsync(B256 leaf, string state) => ReachesAsync($"/releases/{leaf}", state);

    public static IEnumerable<string?> Steps(JsonElement flow) =>
        flow.GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("what").GetString());

    public async Task<JsonElement?> FindAsync(string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadFromJsonAsync<JsonElement>()
            : null;
    }

    private async Task<JsonElement> ReachesAsync(string path, string state)
    {
        var found = await Eventually.HoldsAsync(
            () => FindAsync(path),
            answer => answer?.GetProperty("state").GetString() == state,
            Patience,
            $"{path} reaches {state}"
        );
        return found!.Value;
    }
}
