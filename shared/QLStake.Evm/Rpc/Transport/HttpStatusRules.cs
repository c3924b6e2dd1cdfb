using System.Net;

namespace QLStake.Evm;

/// <summary>What an HTTP status says about asking again. Other statuses may carry a JSON-RPC answer, which then counts.</summary>
internal static class HttpStatusRules
{
    public static RpcTransportException? Problem(
        HttpAnswer answer,
        string method,
        string host,
        string endpointSetting,
        TimeProvider time
    ) =>
        answer.Status switch
        {
            HttpStatusCode.TooManyRequests
            or HttpStatusCode.RequestTimeout
            or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout => new(
                $"{method} at {host}: HTTP {(int)answer.Status}",
                retryable: true,
                answer.RetryAfter?.Delta ?? (answer.RetryAfter?.Date - time.GetUtcNow())
            ),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(
                $"{method} at {host}: HTTP {(int)answer.Status}. The endpoint does not accept the key in {endpointSetting}; correct it",
                retryable: false
            ),
            _ => null,
        };
}
