using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace QLStake.Console;

/// <summary>How often one visitor may ask: enough for a page that looks every second, too little to wear out the services.</summary>
internal static class VisitorLimits
{
    private const int Burst = 200;
    private const int PerSecond = 50;

    public static void AddVisitorLimits(this IServiceCollection services) =>
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (refused, ct) => new(RefuseAsync(refused.HttpContext, refused.Lease));
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Limit);
        });

    /// <summary>Whoever asks for health or for a file of the page is not counted.</summary>
    private static RateLimitPartition<string> Limit(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health") && !Path.HasExtension(context.Request.Path)
            ? RateLimitPartition.GetTokenBucketLimiter(
                Visitor(context.Connection.RemoteIpAddress),
                _ =>
                    new()
                    {
                        TokenLimit = Burst,
                        TokensPerPeriod = PerSecond,
                        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                        QueueLimit = 0,
                    }
            )
            : RateLimitPartition.GetNoLimiter("");

    /// <summary>An IPv6 subscriber has a /64 to himself, so its addresses count as one.</summary>
    private static string Visitor(IPAddress? address) =>
        address is null ? ""
        : address.IsIPv4MappedToIPv6 ? $"{address.MapToIPv4()}"
        : address.GetAddressBytes() is { Length: 16 } bytes ? Convert.ToHexStringLower(bytes.AsSpan(0, 8))
        : $"{address}";

    private static Task RefuseAsync(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : TimeSpan.FromSeconds(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        ProblemHttpResult problem = TypedResults.Problem(
            $"Expected at most {PerSecond} requests a second, found more. Ask again in {seconds} s.",
            statusCode: StatusCodes.Status429TooManyRequests,
            title: "Too many requests"
        );
        return problem.ExecuteAsync(context);
    }
}
