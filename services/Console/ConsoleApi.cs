using Microsoft.AspNetCore.Http.HttpResults;
using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>The HTTP API.</summary>
internal static class ConsoleApi
{
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("Stakes").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("/stakes", ListAsync)
            .WithSummary("Stakes, the youngest first")
            .WithDescription(
                "search takes any id, address, hash or number of the stake's life; after takes the next of a page."
            );
        api.MapGet("/stakes/{id}", FindAsync)
            .WithSummary("One stake: state, timeline, the one reason it waits for, fees")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/stakes/{id}/at/{time}", FindAtAsync)
            .WithSummary("One stake as it was at a moment")
            .WithDescription("time is 2026-01-31T12:00:00Z, or a version of the stake's own stream, such as 7.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/stakes/{id}/events", Follow)
            .WithSummary("One stake as it changes, as server-sent events")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/quotes", QuoteAsync)
            .WithSummary("What a stake, redemption or transfer would cost now, each part named")
            .WithDescription(
                "kind is stake (as without it), queue, redeem or transfer; the last two name their destination. asset and feeToken are "
                    + "addresses or 'native'; amount is in the asset's smallest unit, or in shares."
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/health", (HealthReader health, CancellationToken ct) => health.ReadAsync(ct))
            .WithSummary("Readiness of every service");
        // One look asks every service and the contracts: whoever asks in the same moment shares it, pages too.
        api.MapGet(
                "/incidents",
                (IncidentReader incidents, Kept kept) => kept.GetAsync("incidents", () => incidents.ReadAsync(default))
            )
            .WithSummary("What wants a human now, each with its runbook");
    }

    private static Task<StakeList> ListAsync(
        string? search,
        string? after,
        int? limit,
        StakeReader stakes,
        CancellationToken ct
    ) => stakes.ListAsync(search, after, limit, ct);

    private static async Task<Results<Ok<StakeLife>, ProblemHttpResult>> FindAsync(
        string id,
        StakeReader stakes,
        CancellationToken ct
    )
    {
        if (!B256.TryParse(id, out var stake))
            return NoStakeId(id);
        return await stakes.FindAsync(new StakeId(stake), ct) is { } life
            ? TypedResults.Ok(life)
            : TypedResults.Problem(
                $"No stake {id} is known. Its block may not be observed yet; ask again.",
                statusCode: StatusCodes.Status404NotFound,
                title: "Unknown stake"
            );
    }

    private static async Task<Results<Ok<StakeLife>, ProblemHttpResult>> FindAtAsync(
        string id,
        string time,
        StakeReader stakes,
        CancellationToken ct
    )
    {
        if (!B256.TryParse(id, out var stake))
            return NoStakeId(id);
        return await stakes.FindAtAsync(new StakeId(stake), time, ct) is { } life
            ? TypedResults.Ok(life)
            : TypedResults.Problem(
                $"No stake {id} was known at {time}. Its block may not have been observed yet; ask for a later moment.",
                statusCode: StatusCodes.Status404NotFound,
                title: "Unknown stake"
            );
    }

    private static IResult Follow(string id, StakeEvents events, CancellationToken ct) =>
        B256.TryParse(id, out var stake)
            ? TypedResults.ServerSentEvents(events.FollowAsync(new StakeId(stake), ct))
            : NoStakeId(id);

    private static Task<Quote> QuoteAsync(
        string? kind,
        string? chain,
        string? destination,
        string? asset,
        string? amount,
        string? receiver,
        string? feeToken,
        string? staker,
        Upstream upstream,
        CancellationToken ct
    )
    {
        (string Name, string? Value)[] asked =
        [
            ("kind", kind),
            ("chain", chain ?? ""),
            ("destination", destination),
            ("asset", asset ?? ""),
            ("amount", amount ?? ""),
            ("receiver", receiver ?? ""),
            ("feeToken", feeToken ?? "native"),
            ("staker", staker),
        ];
        var query = asked
            .Where(part => part.Value is not null)
            .Aggregate(QueryString.Empty, (so, part) => so.Add(part.Name, part.Value!));
        return upstream.QuoteAsync(query, ct);
    }

    private static ProblemHttpResult NoStakeId(string id) =>
        TypedResults.Problem(
            $"Expected a stake id (0x and 64 hex digits), found '{id}'. Search by other ids with /api/stakes?search=.",
            statusCode: StatusCodes.Status400BadRequest,
            title: "Not a stake id"
        );
}
