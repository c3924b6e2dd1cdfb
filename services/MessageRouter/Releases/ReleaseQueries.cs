using Marten;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>A redemption or a refund's payment as it is told.</summary>
/// <param name="Leaf">Its id: the hash of what the satellite pays.</param>
/// <param name="Redeemed">What was burned; null for a refund.</param>
/// <param name="StakeId">What is given back; null for a redemption.</param>
/// <param name="PaidIn">The transaction of the last payment that was tried.</param>
/// <param name="Timeline">Empty in a list.</param>
/// <param name="Cursor">Give it as <c>after</c> to continue behind this one.</param>
public sealed record ReleaseDetails(
    B256 Leaf,
    ReleaseState State,
    Waiting Waiting,
    ReleaseItem? Item,
    Redeemed? Redeemed,
    StakeId? StakeId,
    MessageId? MessageId,
    DateTimeOffset? BegunAt,
    B256? PaidIn,
    IReadOnlyList<TimelineEntry> Timeline,
    string Cursor
);

/// <param name="Next">The cursor of the next page, or null on the last.</param>
public sealed record ReleasePage(IReadOnlyList<ReleaseDetails> Releases, string? Next);

/// <summary>Reads what satellites owe: one leaf from its streams, many from rows.</summary>
public sealed class ReleaseQueries(IDocumentStore store)
{
    /// <summary>One as its streams tell it; null if nothing is known of it.</summary>
    public async Task<ReleaseDetails?> FindAsync(B256 leaf, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var name = StreamNames.OfRelease(leaf);
        var own = await session.Events.FetchStreamAsync(name, token: ct);
        if (own.Count == 0)
            return null;
        var release = own.Aggregate(Release.Initial, (state, @event) => state.Apply(@event.Data));
        var view = ReleaseView.Of(name, release);
        var (roots, _) = await RootsAsync(session, [view], ct);
        var message = roots.TryGetValue(view.Id, out var found)
            ? await session.Events.FetchStreamAsync(found, token: ct)
            : [];
        var root = message.Aggregate(Root.Initial, (state, @event) => state.Apply(@event.Data));
        var story = own.Concat(message).OrderBy(@event => @event.Sequence).Select(@event => @event.Data);
        return Told(view, root, Timeline.Of(story, AssetUnit.Unnamed(release.Item?.Asset ?? default)));
    }

    /// <summary>The youngest first, behind a cursor; with a search only those that bear that name.</summary>
    public async Task<ReleasePage> ListAsync(string? search, string? after, int limit, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var (views, next) = await session.ListAsync<ReleaseView>(search, after, limit, ct);
        var (roots, known) = await RootsAsync(session, views, ct);
        return new(
            [
                .. views.Select(view =>
                    Told(view, known.GetValueOrDefault(roots.GetValueOrDefault(view.Id, ""), Root.Initial), [])
                ),
            ],
            next
        );
    }

    /// <summary>The stream of each one's message, and those messages: of a refund the batch knows it.</summary>
    private static async Task<(Dictionary<string, string> Streams, Dictionary<string, Root> Roots)> RootsAsync(
        IQuerySession session,
        IReadOnlyList<ReleaseView> views,
        CancellationToken ct
    )
    {
        var batches = await session.LoadManyAsync<BatchView>(
            ct,
            views.Select(view => view.Batch).OfType<string>().Distinct()
        );
        var rootOf = batches.ToDictionary(batch => batch.Id, batch => batch.Root);
        var streams = views
            .Select(view => (view.Id, Root: view.Root ?? rootOf.GetValueOrDefault(view.Batch ?? "")))
            .Where(pair => pair.Root is not null)
            .ToDictionary(pair => pair.Id, pair => pair.Root!);
        var roots = await session.LoadManyAsync<RootView>(ct, streams.Values.Distinct());
        return (streams, roots.ToDictionary(view => view.Id, view => view.Root));
    }

    private static ReleaseDetails Told(ReleaseView view, Root root, IReadOnlyList<TimelineEntry> timeline)
    {
        var (way, release) = (new Return(view.Release, root), view.Release);
        return new(
            StreamNames.LeafOf(view.Id),
            way.State,
            way.Waiting,
            release.Item,
            release.Redeemed?.Fact,
            release.Refunded?.Fact.StakeId,
            root.Sent?.Fact.MessageId ?? release.Message,
            release.BegunAt,
            release.Paid?.TxHash,
            timeline,
            view.Key
        );
    }
}
