using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>What the router answers over HTTP about transfers.</summary>
public static class TransferEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(
            "/transfers",
            async (string? search, string? after, int? limit, TransferQueries transfers, CancellationToken ct) =>
                Results.Json(await transfers.ListAsync(search, after, limit ?? 50, ct), MessageJson.Options)
        );
        app.MapGet(
            "/transfers/{id}",
            async (string id, TransferQueries transfers, CancellationToken ct) =>
                !B256.TryParse(id, out var message)
                    ? Problem(
                        $"Expected a CCIP message id (0x and 64 hex digits), found '{id}'. Search by other ids with /transfers?search=.",
                        StatusCodes.Status400BadRequest
                    )
                : await transfers.FindAsync(new(message), ct) is { } found ? Results.Json(found, MessageJson.Options)
                : Problem(
                    $"No transfer {id} is known here. Its block may not be observed yet.",
                    StatusCodes.Status404NotFound
                )
        );
    }

    private static IResult Problem(string detail, int status) => Results.Problem(detail, statusCode: status);
}
