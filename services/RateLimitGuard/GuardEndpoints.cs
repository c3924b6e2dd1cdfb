using System.Text;
using Marten;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>What may be seen of the guard: its policy, a mint with its reason, the buckets.</summary>
internal static class GuardEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/policy", ShowPolicy);
        app.MapGet("/mints/{stakeId}", ShowMintAsync);
        app.MapGet("/buckets", ShowBucketsAsync);
    }

    private static IResult ShowPolicy(Policy policy, Guardian guardian) =>
        Results.Text(
            $$"""{"guardian":"{{guardian.Address}}","hash":"{{policy.Hash}}","policy":{{Encoding.UTF8.GetString(policy.Document.Span)}}}""",
            "application/json"
        );

    private static async Task<IResult> ShowMintAsync(string stakeId, IQuerySession session, CancellationToken ct)
    {
        if (!B256.TryParse(stakeId, out var id))
            return Results.Problem($"Expected a stake id (0x and 64 hex digits), found '{stakeId}'.", statusCode: 400);
        return await session.LoadAsync<MintView>(Mint.Stream(new(id)), ct) is { } mint
            ? Results.Json(mint, MessageJson.Options)
            : Results.Problem($"The guard has not been asked about stake {stakeId}.", statusCode: 404);
    }

    /// <summary>Levels as of now by this host's clock; decisions use the hub's.</summary>
    private static async Task<IResult> ShowBucketsAsync(
        IQuerySession session,
        Policy policy,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var views = (await session.Query<BucketView>().ToListAsync(ct)).ToDictionary(view => view.Id);
        var now = time.GetUtcNow();
        return Results.Json(
            policy.Lanes.Select(limits => Show(limits, views.GetValueOrDefault(limits.Bucket), now)),
            MessageJson.Options
        );
    }

    private static object Show(LaneLimits limits, BucketView? view, DateTimeOffset now)
    {
        var bucket = view is null ? Bucket.Initial : Bucket.Initial with { Level = view.Level, At = view.At };
        return new
        {
            limits.Bucket,
            Source = limits.Lane.Source.ToString(),
            Destination = limits.Lane.Destination.ToString(),
            limits.Asset,
            limits.Capacity,
            limits.RefillPerSecond,
            limits.SingleMintCap,
            Level = ValueBucket.LevelAt(bucket, limits, now),
            LastReservation = view?.At,
        };
    }
}
