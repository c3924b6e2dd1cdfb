namespace QLStake.Hosting;

/// <summary>
/// Asks a service that answers at several addresses: the one that answered last, then the others. An address that is away,
/// or stands by where the one that works is wanted, is passed over; what may have arrived is never sent twice.
/// </summary>
public sealed class ReplicaHandler(ReplicaAddresses addresses) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var asked = request.RequestUri!;
        var all = addresses.Of(asked);
        for (var index = 0; ; index++)
        {
            var isLast = index == all.Count - 1;
            request.RequestUri = new(all[index], asked.PathAndQuery);
            try
            {
                var answer = await base.SendAsync(request, cancellationToken);
                if (isLast || !answer.Headers.Contains(StandbyGate.Header))
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

    private static bool NeverArrived(HttpRequestMessage request, HttpRequestException error) =>
        request.Method == HttpMethod.Get
        || error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;
}
