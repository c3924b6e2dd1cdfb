using System.Net.Http.Headers;

namespace QLStake.IntegrationTests.Hosting;

/// <summary>An operator who holds the token of these tests.</summary>
internal static class Admin
{
    public const string Token = "the-token-of-these-tests";

    public static async Task<string> RebuildAsync(HttpClient service)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/admin/rebuild", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await service.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }
}
