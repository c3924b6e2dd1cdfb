using Marten;
using QLStake.Hosting;

namespace QLStake.ChainWatcher;

internal static class WatcherEndpoints
{
    /// <summary>How far each chain has been read.</summary>
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(
            "/chains",
            async (IReadOnlyList<ChainSettings> chains, IQuerySession session, CancellationToken ct) =>
            {
                var cursors = (await session.Query<Cursor>().ToListAsync(ct)).ToDictionary(cursor => cursor.Id);
                return chains.Select(chain => new
                {
                    chain.Name,
                    Selector = chain.Selector.ToString(),
                    Read = cursors.GetValueOrDefault(chain.Selector.ToString())?.Number,
                    Finalized = cursors.GetValueOrDefault(chain.Selector.ToString())?.Finalized,
                });
            }
        );
}
