using System.Net;
using System.Text.Json;
using QLStake.Hosting;

namespace QLStake.Console;

/// <summary>Asks the services.</summary>
internal sealed class Upstream(IHttpClientFactory http, ConsoleSettings settings)
{
    public const string Client = "upstream";
    private const string Fees = "Fee accounting";
    private const string FeesSetting = "QLStake:Fees";

    /// <returns>The answer, or null where the router knows nothing of it.</returns>
    /// <exception cref="UpstreamException">The router is not there, or refuses.</exception>
    public Task<TAnswer?> RouterAsync<TAnswer>(string path, CancellationToken ct)
        where TAnswer : class =>
        AskAsync(
            "The router",
            "QLStake:Router",
            settings.Router,
            path,
            answer => ReadOrNullAsync<TAnswer>(answer, ct),
            ct
        );

    /// <returns>The answer, or null where fee-accounting knows nothing of it.</returns>
    /// <exception cref="UpstreamException">Fee-accounting is not there, or refuses.</exception>
    public Task<TAnswer?> FeesAsync<TAnswer>(string path, CancellationToken ct)
        where TAnswer : class =>
        AskAsync(Fees, FeesSetting, settings.Fees, path, answer => ReadOrNullAsync<TAnswer>(answer, ct), ct);

    /// <exception cref="UpstreamException">Fee-accounting is not there, or there is no quote: the message says why.</exception>
    public Task<Quote> QuoteAsync(QueryString query, CancellationToken ct) =>
        AskAsync(Fees, FeesSetting, settings.Fees, $"/quotes{query}", answer => ReadAsync<Quote>(answer, ct), ct);

    /// <summary>Any other service, by its name among the feeds.</summary>
    /// <returns>The answer, or null where it knows nothing of it.</returns>
    /// <exception cref="UpstreamException">It is not configured, not there, or refuses.</exception>
    public Task<TAnswer?> ServiceAsync<TAnswer>(string service, string path, CancellationToken ct)
        where TAnswer : class =>
        AskAsync(
            service,
            $"QLStake:Feeds:{service}",
            AddressOf(service),
            path,
            answer => ReadOrNullAsync<TAnswer>(answer, ct),
            ct
        );

    /// <summary>Asks a service to do something.</summary>
    /// <exception cref="UpstreamException">It is not configured, not there, or refuses: the message says why.</exception>
    public async Task PostAsync<TBody>(string service, string path, TBody body, CancellationToken ct)
    {
        var address = AddressOf(service);
        try
        {
            using var answer = await http.CreateClient(Client)
                .PostAsJsonAsync(new Uri(address, path), body, MessageJson.Options, ct);
            if (!answer.IsSuccessStatusCode)
                throw UpstreamException.Refused(answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
        }
        catch (Exception error)
            when (error is HttpRequestException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw UpstreamException.Away(service, address, $"QLStake:Feeds:{service}", error);
        }
    }

    private Uri AddressOf(string service) =>
        settings.Services.TryGetValue(service, out var known) ? known : throw UpstreamException.Unknown(service);

    private static Task<TAnswer?> ReadOrNullAsync<TAnswer>(HttpResponseMessage answer, CancellationToken ct)
        where TAnswer : class =>
        answer.StatusCode == HttpStatusCode.NotFound
            ? Task.FromResult<TAnswer?>(null)
            : ReadAsync<TAnswer?>(answer, ct);

    private static async Task<TAnswer> ReadAsync<TAnswer>(HttpResponseMessage answer, CancellationToken ct)
    {
        if (!answer.IsSuccessStatusCode)
            throw UpstreamException.Refused(answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
        return await answer.Content.ReadFromJsonAsync<TAnswer>(MessageJson.Options, ct)
            ?? throw new JsonException("Expected an answer, found null.");
    }

    private async Task<TRead> AskAsync<TRead>(
        string who,
        string setting,
        Uri address,
        string path,
        Func<HttpResponseMessage, Task<TRead>> read,
        CancellationToken ct
    )
    {
        try
        {
            using var answer = await http.CreateClient(Client).GetAsync(new Uri(address, path), ct);
            return await read(answer);
        }
        catch (Exception error)
            when (error is HttpRequestException or JsonException
                || (error is OperationCanceledException && !ct.IsCancellationRequested)
            )
        {
            throw UpstreamException.Away(who, address, setting, error);
        }
    }
}
