using System.Net;

namespace QLStake.Hosting;

/// <summary>
/// Asks a service that answers at several addresses: the one that answered last, then the others. An address that is away,
/// or stands by where the one that works is wanted, is passed over; what may have arrived is never sent twice. One name may
/// stand for several replicas too (<c>docker compose up --scale</c>): where one of them stands by, all that bear it are asked.
/// </summary>
/// <param name="find">The IP addresses of a host's name; by default DNS.</param>
public sealed class ReplicaHandler(
    ReplicaAddresses addresses,
    Func<string, CancellationToken, Task<IPAddress[]>>? find = null
) : DelegatingHandler
{
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> find = find ?? Dns.GetHostAddressesAsync;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var asked = request.RequestUri!;
        var all = addresses.Of(asked);
        var answer = await AskAsync(request, asked, all, cancellationToken);
        if (all.Count > 1 || !StandsBy(answer))
            return answer;
        var bearers = await BearersAsync(asked, cancellationToken);
        if (bearers.Count < 2)
            return answer;
        answer.Dispose();
        request.Headers.Host ??= asked.Authority;
        return await AskAsync(request, asked, bearers, cancellationToken);
    }

    private async Task<HttpResponseMessage> AskAsync(
        HttpRequestMessage request,
        Uri asked,
        IReadOnlyList<Uri> all,
        CancellationToken ct
    )
    {
        for (var index = 0; ; index++)
        {
            var isLast = index == all.Count - 1;
            request.RequestUri = new(all[index], asked.PathAndQuery);
            try
            {
                var answer = await base.SendAsync(request, ct);
                if (isLast || !StandsBy(answer))
                {
                    addresses.Prefer(asked, all[index]);
                    return answer;
                }
                answer.Dispose();
            }
            catch (HttpRequestException error) when (!isLast && NeverArrived(request, error)) { }
            catch (OperationCanceledException)
            {
                // It was not heard of in time: the next question goes to another.
                addresses.Prefer(asked, all[(index + 1) % all.Count]);
                throw;
            }
        }
    }

    private async Task<IReadOnlyList<Uri>> BearersAsync(Uri asked, CancellationToken ct) =>
        asked.HostNameType != UriHostNameType.Dns
            ? []
            : [.. (await find(asked.Host, ct)).Select(ip => new UriBuilder(asked) { Host = $"{ip}" }.Uri)];

    private static bool StandsBy(HttpResponseMessage answer) => answer.Headers.Contains(StandbyGate.Header);

    private static bool NeverArrived(HttpRequestMessage request, HttpRequestException error) =>
        request.Method == HttpMethod.Get
        || error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;
}
