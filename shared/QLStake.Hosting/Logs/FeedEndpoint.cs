using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace QLStake.Hosting;

/// <summary>The owner's side of healing: any reader, at any time, from any position.</summary>
internal static class FeedEndpoint
{
    public static void MapFeed(this IEndpointRouteBuilder app)
    {
        app.MapGet("/feed/sources", (ShippingMap shipping) => shipping.Sources);
        app.MapGet(
            "/feed",
            async (string source, long after, LogReader reader, ShippingMap shipping, CancellationToken ct) =>
                !shipping.Sources.Contains(source)
                    ? Results.Problem(
                        $"Expected one of {string.Join(", ", shipping.Sources)}, found '{source}'.",
                        statusCode: StatusCodes.Status404NotFound
                    )
                : await reader.ReadAsync(source, after, ct) is { } page ? Results.Json(page, MessageJson.Options)
                : Results.Problem(
                    $"The log {source} has no position {after}: the reader is ahead of it or was misled.",
                    statusCode: StatusCodes.Status409Conflict
                )
        );
    }
}
