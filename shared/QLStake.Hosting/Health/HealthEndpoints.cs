using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace QLStake.Hosting;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Ok(new { status = "live" }));
        app.MapGet(
            "/health/ready",
            (ServiceStatus status) =>
                Results.Json(
                    new
                    {
                        status = status.Ready ? "ready" : "not ready",
                        parts = status.Parts.ToDictionary(part => part.Key, part => part.Value.Message),
                    },
                    statusCode: status.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
                )
        );
    }
}
