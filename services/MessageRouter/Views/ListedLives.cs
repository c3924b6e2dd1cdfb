using Marten;

namespace QLStake.MessageRouter;

/// <summary>The rows that say where listed stakes are, each kind read in one query.</summary>
internal sealed class ListedLives(
    IReadOnlyDictionary<string, Root> roots,
    IReadOnlyDictionary<string, HubStatus> hubs,
    IReadOnlyDictionary<string, string> rootOfBatch,
    IReadOnlyDictionary<string, Release> releases,
    RouterSettings settings
)
{
    public static async Task<ListedLives> ReadAsync(
        IQuerySession session,
        IReadOnlyList<StakeView> views,
        RouterSettings settings,
        CancellationToken ct
    )
    {
        var releases = await LoadAsync<ReleaseView>(session, views.Select(view => view.Release), ct);
        var batches = await LoadAsync<BatchView>(
            session,
            views.Select(view => view.Batch).Concat(releases.Select(view => view.Batch)),
            ct
        );
        var rootOf = batches
            .Where(batch => batch.Root is not null)
            .ToDictionary(batch => batch.Id, batch => batch.Root!);
        var roots = await LoadAsync<RootView>(session, views.Select(view => view.Root).Concat(rootOf.Values), ct);
        var hubs = await LoadAsync<HubView>(session, views.Select(HubOf), ct);
        return new(
            roots.ToDictionary(view => view.Id, view => view.Root),
            hubs.ToDictionary(view => view.Id, view => view.Hub),
            rootOf,
            releases.ToDictionary(view => view.Id, view => view.Release),
            settings
        );
    }

    public Life Of(StakeView view)
    {
        var release = releases.GetValueOrDefault(view.Release ?? "", Release.Initial);
        return new(
            view.Stake,
            RootOf(view.Root, view.Batch),
            hubs.GetValueOrDefault(HubOf(view) ?? "", HubStatus.Initial)
        )
        {
            WayBack = new(release, RootOf(null, release.Batch)),
            FlushBy = view.Stake.Queued?.At + settings.FlushWithin,
        };
    }

    private Root RootOf(string? own, string? batch) =>
        roots.GetValueOrDefault(own ?? rootOfBatch.GetValueOrDefault(batch ?? "") ?? "", Root.Initial);

    private static string? HubOf(StakeView view) =>
        view.Stake.Locked is { } locked ? StreamNames.OfHub(locked.Fact.Item.Lane.Destination) : null;

    private static Task<IReadOnlyList<TRow>> LoadAsync<TRow>(
        IQuerySession session,
        IEnumerable<string?> ids,
        CancellationToken ct
    )
        where TRow : notnull => session.LoadManyAsync<TRow>(ct, ids.OfType<string>().Distinct());
}
