using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace QLStake.IntegrationTests.Hosting;

/// <summary>An operator who holds the token of these tests.</summary>
internal static class Admin
{
    public const string Token = "the-token-of-these-tests";

    public static async Task<string> RebuildAsync(HttpClient service)
    {
        using var response = await AskAsync(service, HttpMethod.Post, "/admin/rebuild");
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    public static async Task<HttpResponseMessage> AskAsync(
        HttpClient service,
        HttpMethod method,
        string path,
        object? body = null
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        request.Content = body is null ? null : JsonContent.Create(body);
        return await service.SendAsync(request);
    }
}
