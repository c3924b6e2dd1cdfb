using System.Globalization;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>What the router answers over HTTP.</summary>
public static class StakeEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(
            "/stakes",
            async (string? search, string? after, int? limit, StakeQueries stakes, CancellationToken ct) =>
                Results.Json(await stakes.ListAsync(search, after, limit ?? 50, ct), MessageJson.Options)
        );
        app.MapGet(
            "/stakes/{id}",
            (string id, StakeQueries stakes, CancellationToken ct) => FindAsync(id, null, stakes, ct)
        );
        app.MapGet(
            "/stakes/{id}/at/{time}",
            (string id, string time, StakeQueries stakes, CancellationToken ct) => FindAsync(id, time, stakes, ct)
        );
    }

    private static async Task<IResult> FindAsync(string id, string? time, StakeQueries stakes, CancellationToken ct)
    {
        if (!B256.TryParse(id, out var stake))
            return Bad(
                $"Expected a stake id (0x and 64 hex digits), found '{id}'. Search by other ids with /stakes?search=."
            );
        DateTimeOffset? at = null;
        if (time is not null)
        {
            if (
                !DateTimeOffset.TryParse(
                    time,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var moment
                )
            )
                return Bad($"Expected a time (2026-01-31T12:00:00Z), found '{time}'.");
            at = moment.ToUniversalTime();
        }
        return await stakes.FindAsync(new(stake), at, ct) is { } found
            ? Results.Json(found, MessageJson.Options)
            : Results.Problem(
                $"No stake {id} is known here{(at is null ? "" : " at that time")}. Its block may not be observed yet.",
                statusCode: StatusCodes.Status404NotFound
            );
    }

    private static IResult Bad(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}
