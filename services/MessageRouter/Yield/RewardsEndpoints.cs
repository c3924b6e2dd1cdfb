using Marten;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>What the router answers over HTTP about yield: rewards on their way, and what moved each token's rate.</summary>
public static class RewardsEndpoints
{
    private const int Longest = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(
            "/rewards",
            async (IQuerySession session, CancellationToken ct) =>
                Results.Json(
                    await session
                        .Query<RewardsView>()
                        .OrderByDescending(rewards => rewards.FundedAt)
                        .Take(Longest)
                        .ToListAsync(ct),
                    MessageJson.Options
                )
        );
        app.MapGet(
            "/rates/{token}",
            async (string token, IQuerySession session, CancellationToken ct) =>
                !Address.TryParse(token, out var address)
                    ? Results.Problem($"Expected a liquid token's address (0x…), found '{token}'.", statusCode: 400)
                : await session.LoadAsync<RateView>(StreamNames.OfRate(address), ct) is { } rate
                    ? Results.Json(rate, MessageJson.Options)
                : Results.Problem(
                    $"Nothing has moved the rate of {token}: no rewards were credited and no loss was recorded.",
                    statusCode: 404
                )
        );
    }
}
