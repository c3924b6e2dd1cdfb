using JasperFx.Events;
using Marten;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Reads stakes: one from its streams, many from rows.</summary>
public sealed class StakeQueries(IDocumentStore store, AssetUnits units, TimeProvider time)
{
    /// <summary>One stake as its streams tell it, at a moment or now; null if nothing is known of it.</summary>
    public async Task<StakeDetails?> FindAsync(StakeId id, DateTimeOffset? at, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var own = await EventsAsync(session, StreamNames.Of(id), at, ct);
        if (own.Count == 0)
            return null;
        var stake = Fold<Stake>(own);
        var message = stake.Message is { } known ? await EventsAsync(session, StreamNames.Of(known), at, ct) : [];
        var hub = stake.Locked is { } locked
            ? await EventsAsync(session, StreamNames.OfHub(locked.Fact.Item.Lane.Destination), at, ct)
            : [];
        var story = own.Concat(message).OrderBy(@event => @event.Sequence).Select(@event => @event.Data);
        var life = new Life(stake, Fold<Root>(message), Fold<HubStatus>(hub));
        var unit = await units.FindAsync(stake.Locked?.Fact.Item, ct);
        var waiting = life.Waiting.Told(at ?? time.GetUtcNow(), unit);
        return StakeDetails.Of(id, life, waiting, Timeline.Of(story, unit));
    }

    /// <summary>The youngest first, behind a cursor; with a search only those that bear that name.</summary>
    public async Task<StakePage> ListAsync(string? search, string? after, int limit, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var (views, next) = await session.ListAsync<StakeView>(search, after, limit, ct);
        var stakes = await SummariesAsync(session, views, ct);
        return new(stakes, next);
    }

    private async Task<List<StakeSummary>> SummariesAsync(
        IQuerySession session,
        IReadOnlyList<StakeView> views,
        CancellationToken ct
    )
    {
        var roots = await session.LoadManyAsync<RootView>(
            ct,
            views.Select(view => view.Root).OfType<string>().Distinct()
        );
        var hubs = await session.LoadManyAsync<HubView>(ct, views.Select(HubOf).OfType<string>().Distinct());
        var rootOf = roots.ToDictionary(view => view.Id, view => view.Root);
        var hubOf = hubs.ToDictionary(view => view.Id, view => view.Hub);
        var summaries = new List<StakeSummary>();
        foreach (var view in views)
        {
            var root = rootOf.GetValueOrDefault(view.Root ?? "", Root.Initial);
            var hub = hubOf.GetValueOrDefault(HubOf(view) ?? "", HubStatus.Initial);
            var unit = await units.FindAsync(view.Stake.Locked?.Fact.Item, ct);
            summaries.Add(Summary(view, new(view.Stake, root, hub), unit));
        }
        return summaries;
    }

    private StakeSummary Summary(StakeView view, Life life, AssetUnit unit) =>
        new(
            StreamNames.StakeOf(view.Id),
            life.State,
            life.Waiting.Told(time.GetUtcNow(), unit),
            life.Stake.Locked?.Fact.Item,
            life.Stake.Locked?.At,
            life.Stake.Message,
            view.Key
        );

    private static string? HubOf(StakeView view) =>
        view.Stake.Locked is { } locked ? StreamNames.OfHub(locked.Fact.Item.Lane.Destination) : null;

    private static async Task<IReadOnlyList<IEvent>> EventsAsync(
        IQuerySession session,
        string stream,
        DateTimeOffset? at,
        CancellationToken ct
    ) => await session.Events.FetchStreamAsync(stream, timestamp: at, token: ct);

    private static TState Fold<TState>(IEnumerable<IEvent> events)
        where TState : class, IState<TState> =>
        events.Aggregate(TState.Initial, (state, @event) => state.Apply(@event.Data));
}
