using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace QLStake.Console;

/// <summary>The HTTP API of what is no stake: transfers of the liquid token, redemptions and refunds.</summary>
internal static class FlowApi
{
    public static void MapFlows(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("Flows").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet(
                "/transfers",
                (string? search, string? after, int? limit, Upstream upstream, CancellationToken ct) =>
                    upstream.RouterAsync<TransferList>($"/transfers{Page(search, after, limit)}", ct)
            )
            .WithSummary("Transfers of the liquid token between chains, the youngest first");
        api.MapGet(
                "/transfers/{id}",
                (string id, Upstream upstream, CancellationToken ct) =>
                    FindAsync<TransferLife>("transfers", "CCIP message id", id, upstream, ct)
            )
            .WithSummary("One transfer: state, timeline, the one reason it waits for")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet(
                "/releases",
                (string? search, string? after, int? limit, Upstream upstream, CancellationToken ct) =>
                    upstream.RouterAsync<ReleaseList>($"/releases{Page(search, after, limit)}", ct)
            )
            .WithSummary("Redemptions and the payments of refunds, the youngest first");
        api.MapGet(
                "/releases/{id}",
                (string id, Upstream upstream, CancellationToken ct) =>
                    FindAsync<ReleaseLife>("releases", "release id", id, upstream, ct)
            )
            .WithSummary("One redemption or refund: state, timeline, the one reason it waits for")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static string Page(string? search, string? after, int? limit)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("search", search), ("after", after), ("limit", $"{limit}") })
            if (value is { Length: > 0 })
                query.Add(name, value);
        return query.ToString();
    }

    private static async Task<Results<Ok<TLife>, ProblemHttpResult>> FindAsync<TLife>(
        string kind,
        string name,
        string id,
        Upstream upstream,
        CancellationToken ct
    )
        where TLife : class
    {
        if (!B256.TryParse(id, out var hash))
            return TypedResults.Problem(
                $"Expected a {name} (0x and 64 hex digits), found '{id}'. Search by other ids with /api/{kind}?search=.",
                statusCode: StatusCodes.Status400BadRequest,
                title: $"Not a {name}"
            );
        return await upstream.RouterAsync<TLife>($"/{kind}/{hash}", ct) is { } life
            ? TypedResults.Ok(life)
            : TypedResults.Problem(
                $"No {name} {id} is known. Its block may not be observed yet; ask again.",
                statusCode: StatusCodes.Status404NotFound,
                title: $"Unknown {name}"
            );
    }
}
