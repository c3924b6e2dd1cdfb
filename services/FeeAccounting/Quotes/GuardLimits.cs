using System.Net.Http.Json;
using System.Text.Json;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>What the guard's view says of its lanes, where it can be reached. A view: the guard decides anew.</summary>
public sealed class GuardLimits(IHttpClientFactory http, ServiceOptions options, TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private const string Where = "rate-limit guard";

    private readonly Kept<string, IReadOnlyList<GuardLane>> _lanes = new(Moment, time);

    /// <param name="amount">In the asset's smallest unit.</param>
    public async Task<IReadOnlyList<QuoteLimit>> OfAsync(Lane lane, Address asset, U256 amount, DateTimeOffset now)
    {
        if (!options.Feeds.TryGetValue(ServiceNames.RateLimitGuard, out var guard))
            return [];
        try
        {
            return
            [
                .. (await _lanes.GetAsync("", () => ReadAsync(guard)))
                    .Where(limits => new Lane(limits.Source, limits.Destination) == lane && limits.Asset == asset)
                    .Select(limits => Of(limits, amount, now)),
            ];
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or OperationCanceledException)
        {
            return [new(Where, Where, null, false, null, $"It cannot be seen now: {error.Message}")];
        }
    }

    private async Task<IReadOnlyList<GuardLane>> ReadAsync(Uri guard)
    {
        using var client = http.CreateClient("feeds");
        using var limit = new CancellationTokenSource(Patience, time);
        return await client.GetFromJsonAsync<List<GuardLane>>(
                new Uri(guard, "/buckets"),
                MessageJson.Options,
                limit.Token
            ) ?? [];
    }

    private static QuoteLimit Of(GuardLane lane, U256 amount, DateTimeOffset now)
    {
        if (lane.SingleMintCap is { } cap && amount > cap)
            return new(Where, Where, cap, false, null, $"Above the cap of {cap} for one mint: guardians look at it.");
        var available = lane.Capacity > lane.Level ? lane.Capacity - lane.Level : U256.Zero;
        return LimitRules.Of(Where, Where, new(lane.Capacity, lane.RefillPerSecond, available, U256.One), amount, now);
    }

    /// <param name="Level">What has not drained yet.</param>
    private sealed record GuardLane(
        ChainSelector Source,
        ChainSelector Destination,
        Address Asset,
        U256 Capacity,
        U256 RefillPerSecond,
        U256? SingleMintCap,
        U256 Level
    );
}
