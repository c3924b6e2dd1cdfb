using Marten;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>What may be seen of the executor: its newest batches, its accounts.</summary>
internal static class ExecutorEndpoints
{
    private const int Page = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/batches", ShowBatchesAsync);
        app.MapGet("/accounts", ShowAccountsAsync);
    }

    private static async Task<IResult> ShowBatchesAsync(IQuerySession session, CancellationToken ct) =>
        Results.Json(
            await session.Query<BatchView>().OrderByDescending(batch => batch.At).Take(Page).ToListAsync(ct),
            MessageJson.Options
        );

    private static async Task<IResult> ShowAccountsAsync(IQuerySession session, CancellationToken ct) =>
        Results.Json(await session.Query<AccountView>().ToListAsync(ct), MessageJson.Options);
}
