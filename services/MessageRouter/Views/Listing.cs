using Marten;
using Marten.Linq.MatchesSql;

namespace QLStake.MessageRouter;

/// <summary>A row that is listed.</summary>
public interface IListed
{
    /// <summary>The list's order, each once. A page continues after a key.</summary>
    string Key { get; }
}

/// <summary>A row that is found by its batch's names too: a message names a thousand stakes once.</summary>
public interface IBatched : IListed
{
    /// <summary>The batch's stream.</summary>
    string? Batch { get; }
}

/// <summary>Lists rows, the youngest first, in one keyset query.</summary>
internal static class Listing
{
    private const int Longest = 100;

    /// <param name="search">Only those that bear this name; all if null or empty.</param>
    /// <param name="after">The key of the last row of the page before.</param>
    /// <param name="limit">At most this many, and at most 100.</param>
    /// <returns>The rows, and the key the next page continues after; null on the last.</returns>
    public static async Task<(IReadOnlyList<TView> Views, string? Next)> ListAsync<TView>(
        this IQuerySession session,
        string? search,
        string? after,
        int limit,
        CancellationToken ct
    )
        where TView : class, IListed
    {
        limit = Math.Clamp(limit, 1, Longest);
        IQueryable<TView> query = session.Query<TView>();
        if (!string.IsNullOrWhiteSpace(search))
            query = query.Where(view => view.MatchesSql(Found<TView>(), Aliases.Normalise(search)));
        if (!string.IsNullOrWhiteSpace(after))
            query = query.Where(view => view.MatchesSql("d.key < ?", after));
        var views = await query.OrderBySql("d.key desc").Take(limit).ToListAsync(ct);
        return (views, views.Count == limit ? views[^1].Key : null);
    }

    private static string Found<TView>() =>
        typeof(TView).IsAssignableTo(typeof(IBatched))
            ? "exists (select 1 from mt_doc_alias a where a.value = ? and (a.stake = d.id or a.stake = d.batch))"
            : "d.id in (select a.stake from mt_doc_alias a where a.value = ?)";
}
