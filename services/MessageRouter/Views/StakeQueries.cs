using JasperFx.Events;
using Marten;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Reads stakes: one from its streams, many from rows.</summary>
public sealed class StakeQueries(IDocumentStore store, AssetUnits units, RouterSettings settings, TimeProvider time)
{
    /// <summary>One stake as its streams tell it, at a moment or now; null if nothing is known of it.</summary>
    public async Task<StakeDetails?> FindAsync(StakeId id, DateTimeOffset? at, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var own = await EventsAsync(session, StreamNames.Of(id), at, ct);
        if (own.Count == 0)
            return null;
        var stake = Fold<Stake>(own);
        var message = await MessageAsync(session, stake.Message, stake.Batch, at, ct);
        var hub = stake.Locked is { } locked
            ? await EventsAsync(session, StreamNames.OfHub(locked.Fact.Item.Lane.Destination), at, ct)
            : [];
        var (paid, sentBack) = await WayBackAsync(session, stake, at, ct);
        var story = own.Concat(message)
            .Concat(paid)
            .Concat(sentBack)
            .OrderBy(@event => @event.Sequence)
            .Select(@event => @event.Data);
        var life = new Life(stake, Fold<Root>(message), Fold<HubStatus>(hub))
        {
            WayBack = new(Fold<Release>(paid), Fold<Root>(sentBack)),
            FlushBy = stake.Queued?.At + settings.FlushWithin,
        };
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

    /// <summary>The events of a message: the leaf's own, or its batch's.</summary>
    private static async Task<IReadOnlyList<IEvent>> MessageAsync(
        IQuerySession session,
        MessageId? own,
        string? batch,
        DateTimeOffset? at,
        CancellationToken ct
    )
    {
        if (own is null && batch is not null)
            own = Fold<Batch>(await EventsAsync(session, batch, at, ct)).Sent?.Fact.MessageId;
        return own is { } message ? await EventsAsync(session, StreamNames.Of(message), at, ct) : [];
    }

    /// <summary>What its satellite gave back, and the message that told it to.</summary>
    private static async Task<(IReadOnlyList<IEvent> Paid, IReadOnlyList<IEvent> Message)> WayBackAsync(
        IQuerySession session,
        Stake stake,
        DateTimeOffset? at,
        CancellationToken ct
    )
    {
        if (stake.Refunded is not { Fact: var refund })
            return ([], []);
        var paid = await EventsAsync(session, StreamNames.OfRelease(refund.RefundLeaf), at, ct);
        return (paid, await MessageAsync(session, null, Fold<Release>(paid).Batch, at, ct));
    }

    private async Task<List<StakeSummary>> SummariesAsync(
        IQuerySession session,
        IReadOnlyList<StakeView> views,
        CancellationToken ct
    )
    {
        var lives = await ListedLives.ReadAsync(session, views, settings, ct);
        var summaries = new List<StakeSummary>();
        foreach (var view in views)
        {
            var unit = await units.FindAsync(view.Stake.Locked?.Fact.Item, ct);
            summaries.Add(Summary(view, lives.Of(view), unit));
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
            life.Root.Sent?.Fact.MessageId ?? life.Stake.Message,
            view.Key
        );

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
