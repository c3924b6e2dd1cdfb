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
            (string id, StakeQueries stakes, CancellationToken ct) => AnswerAsync(id, null, stakes.FindAsync, ct)
        );
        app.MapGet(
            "/stakes/{id}/at/{moment}",
            (string id, string moment, StakeQueries stakes, CancellationToken ct) =>
                AnswerAsync(id, moment, stakes.FindAsync, ct)
        );
        app.MapGet(
            "/stakes/{id}/replay",
            (string id, string? at, StakeQueries stakes, CancellationToken ct) =>
                AnswerAsync(id, at, stakes.ReplayAsync, ct)
        );
        app.MapGet("/stakes/{id}/proof", ProveAsync);
    }

    /// <summary>What a staker needs to escape on the hub: the leaf, the root it was sent in and the way from one to the other.</summary>
    private static async Task<IResult> ProveAsync(string id, StreamsFactory streams, CancellationToken ct)
    {
        if (!B256.TryParse(id, out var stake))
            return Bad($"Expected a stake id (0x and 64 hex digits), found '{id}'.");
        await using var unit = streams.Open();
        return await new Proofs(new MartenUnit(unit)).StakedAsync(new(stake), ct) is { } proven
            ? Results.Json(proven, MessageJson.Options)
            : Results.Problem(
                $"No proof of stake {id} is known here: it is not locked, or its batch has not been sent or not been seen whole.",
                statusCode: StatusCodes.Status404NotFound
            );
    }

    private static async Task<IResult> AnswerAsync<TAnswer>(
        string id,
        string? moment,
        Func<StakeId, Moment?, CancellationToken, Task<TAnswer?>> ask,
        CancellationToken ct
    )
        where TAnswer : class
    {
        if (!B256.TryParse(id, out var stake))
            return Bad(
                $"Expected a stake id (0x and 64 hex digits), found '{id}'. Search by other ids with /stakes?search=."
            );
        Moment? at = null;
        if (moment is not null && !Moment.TryParse(moment, out at))
            return Bad($"Expected a time (2026-01-31T12:00:00Z) or a version of its stream (7), found '{moment}'.");
        return await ask(new(stake), at, ct) is { } found
            ? Results.Json(found, MessageJson.Options)
            : Results.Problem(
                $"No stake {id} is known here{(at is null ? "" : " at that moment")}. Its block may not be observed yet.",
                statusCode: StatusCodes.Status404NotFound
            );
    }

    private static IResult Bad(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}
