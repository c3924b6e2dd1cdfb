using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>Looks everywhere at once. What cannot be looked at is an incident itself, and hides no other.</summary>
internal sealed class IncidentReader(
    HealthReader health,
    LaneReader lanes,
    SolvencyReader solvency,
    StakeReader stakes,
    TokenCatalog tokens,
    Upstream upstream,
    TimeProvider time
)
{
    private const int Youngest = 200;

    public async Task<IReadOnlyList<Incident>> ReadAsync(CancellationToken ct)
    {
        var looks = await Task.WhenAll(
            LookAsync("Solvency", SolvencyAsync),
            LookAsync("The books", BooksAsync),
            LookAsync("The services", async () => Incidents.Of(await health.ReadAsync(ct))),
            LookAsync("The chains", async () => Incidents.Of(await lanes.ChainsAsync(ct))),
            LookAsync("The guard's queue", HeldAsync),
            LookAsync("The stakes", StakesAsync),
            LookAsync("The executor", ExecutorAsync)
        );
        return [.. looks.SelectMany(found => found)];

        async Task<IEnumerable<Incident>> SolvencyAsync()
        {
            var (assets, shares) = await solvency.ReadAsync(ct);
            return Incidents.Of(assets, shares);
        }

        async Task<IEnumerable<Incident>> BooksAsync() =>
            Incidents.Of(await upstream.FeesAsync<List<BooksCompared>>("/reconciliations?limit=12", ct) ?? []);

        async Task<IEnumerable<Incident>> HeldAsync()
        {
            var held = await AskAsync<HeldMint>(ServiceNames.RateLimitGuard, "/holds");
            var items = held.Select(mint => mint.Item).OfType<StakeItem>();
            return Incidents.Of(held, await tokens.FindAsync(items.Select(item => (item.Lane.Source, item.Asset)), ct));
        }

        async Task<IEnumerable<Incident>> StakesAsync() =>
            Incidents.Of((await stakes.ListAsync(null, null, Youngest, ct)).Stakes, time.GetUtcNow());

        async Task<IEnumerable<Incident>> ExecutorAsync() =>
            Incidents.Of(await AskAsync<ExecutorOperation>(ServiceNames.MintExecutor, "/operations"), time.GetUtcNow());

        async Task<IReadOnlyList<T>> AskAsync<T>(string service, string path) =>
            await upstream.ServiceAsync<List<T>>(service, path, ct) ?? [];
    }

    private static async Task<IEnumerable<Incident>> LookAsync(string what, Func<Task<IEnumerable<Incident>>> look)
    {
        try
        {
            return [.. await look()];
        }
        catch (UpstreamException away)
        {
            return [Incidents.Unknown(what, away.Message)];
        }
    }
}
