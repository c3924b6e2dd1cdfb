using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>What the router answers over HTTP about the way back: redemptions, and the payments of refunds.</summary>
public static class ReleaseEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(
            "/releases",
            async (string? search, string? after, int? limit, ReleaseQueries releases, CancellationToken ct) =>
                Results.Json(await releases.ListAsync(search, after, limit ?? 50, ct), MessageJson.Options)
        );
        app.MapGet(
            "/releases/{id}",
            async (string id, ReleaseQueries releases, CancellationToken ct) =>
                !B256.TryParse(id, out var leaf)
                    ? Problem(
                        $"Expected a release id (0x and 64 hex digits), found '{id}'. Search by other ids with /releases?search=.",
                        StatusCodes.Status400BadRequest
                    )
                : await releases.FindAsync(leaf, ct) is { } found ? Results.Json(found, MessageJson.Options)
                : Problem(
                    $"No redemption or refund {id} is known here. Its block may not be observed yet.",
                    StatusCodes.Status404NotFound
                )
        );
    }

    private static IResult Problem(string detail, int status) => Results.Problem(detail, statusCode: status);
}
