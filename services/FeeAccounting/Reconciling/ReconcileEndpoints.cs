using Marten;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>Comparisons of books and chains, over HTTP.</summary>
public static class ReconcileEndpoints
{
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/reconciliations", ListAsync);

    /// <summary>Under <c>/admin</c>.</summary>
    public static void MapAdmin(IEndpointRouteBuilder admin) => admin.MapPost("/reconcile", ReconcileAsync);

    private static async Task<IResult> ListAsync(
        string? chain,
        int? limit,
        FeeChains chains,
        IDocumentStore store,
        CancellationToken ct
    )
    {
        if (chain is not null && chains.Find(chain) is null)
            return Problems.UnknownChain(chain, chains);
        await using var session = store.QuerySession();
        var rows = session.Query<ReconciliationRow>().AsQueryable();
        if (chain is not null)
        {
            var selector = $"{chains.Find(chain)!.Selector}";
            rows = rows.Where(row => row.Chain == selector);
        }
        var found = await rows.OrderByDescending(row => row.At).Take(Math.Clamp(limit ?? 20, 1, Most)).ToListAsync(ct);
        return Results.Json(found.Select(row => row.Reconciled), MessageJson.Options);
    }

    /// <summary>All chains, or one; at its last final block, or at one below.</summary>
    private static async Task<IResult> ReconcileAsync(
        string? chain,
        ulong? height,
        Reconciler reconciler,
        FeeChains chains,
        CancellationToken ct
    )
    {
        if (chain is not null && chains.Find(chain) is null)
            return Problems.UnknownChain(chain, chains);
        if (chain is null && height is not null)
            return Problems.Bad("Expected the chain that the height is of, found a height alone.");
        try
        {
            var found = new List<Reconciled>();
            foreach (var known in chain is null ? chains.All : [chains.Find(chain)!])
                found.Add(await reconciler.ReconcileAtAsync(known, height, ct));
            return Results.Json(found, MessageJson.Options);
        }
        catch (ReconcileException refusal)
        {
            return Results.Problem(
                refusal.Message,
                statusCode: StatusCodes.Status503ServiceUnavailable,
                title: "Not comparable now"
            );
        }
    }
}
