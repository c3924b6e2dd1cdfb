using Marten;
using Marten.Linq.MatchesSql;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>What may be seen of the executor: its newest batches, its accounts, operations that are not done, flushes.</summary>
internal static class ExecutorEndpoints
{
    private const int Page = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/batches", ShowBatchesAsync);
        app.MapGet("/accounts", ShowAccountsAsync);
        app.MapGet("/operations", ShowOperationsAsync);
        app.MapGet("/flushes", ShowFlushesAsync);
    }

    private static async Task<IResult> ShowBatchesAsync(IQuerySession session, CancellationToken ct) =>
        Json(await session.Query<BatchView>().OrderByDescending(batch => batch.At).Take(Page).ToListAsync(ct));

    private static async Task<IResult> ShowAccountsAsync(IQuerySession session, CancellationToken ct) =>
        Json(await session.Query<AccountView>().ToListAsync(ct));

    /// <summary>Those that wait longest first.</summary>
    private static async Task<IResult> ShowOperationsAsync(IQuerySession session, CancellationToken ct) =>
        Json(
            await session
                .Query<OperationView>()
                .Where(operation => operation.Standing != QueueStanding.Settled)
                .OrderBy(operation => operation.ReadyAt)
                .Take(Page)
                .ToListAsync(ct)
        );

    /// <summary>The youngest first; <paramref name="after"/> is the key of the last row of the page before.</summary>
    private static async Task<IResult> ShowFlushesAsync(
        string? after,
        int? limit,
        IQuerySession session,
        CancellationToken ct
    )
    {
        var size = Math.Clamp(limit ?? 50, 1, Page);
        IQueryable<FlushView> query = session.Query<FlushView>();
        if (!string.IsNullOrWhiteSpace(after))
            query = query.Where(flush => flush.MatchesSql("d.data ->> 'key' < ?", after));
        var flushes = await query.OrderBySql("d.data ->> 'key' desc").Take(size).ToListAsync(ct);
        return Json(new FlushPage(flushes, flushes.Count == size ? flushes[^1].Key : null));
    }

    private static IResult Json<T>(T value) => Results.Json(value, MessageJson.Options);
}

/// <summary>A page of the list.</summary>
/// <param name="Next">The next page continues after it; null on the last.</param>
internal sealed record FlushPage(IReadOnlyList<FlushView> Flushes, string? Next);
