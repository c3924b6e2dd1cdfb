using JasperFx.Events;
using Marten;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>The streams a stake's life is told by, up to a moment. Folding them is pure: reading the past changes nothing.</summary>
internal sealed record StakeStreams(
    IReadOnlyList<IEvent> Own,
    IReadOnlyList<IEvent> Message,
    IReadOnlyList<IEvent> Hub,
    IReadOnlyList<IEvent> Paid,
    IReadOnlyList<IEvent> SentBack
)
{
    /// <summary>All of the stake's and its messages', in the order in which they were written.</summary>
    public IEnumerable<IEvent> Story =>
        Own.Concat(Message).Concat(Paid).Concat(SentBack).OrderBy(@event => @event.Sequence);

    /// <summary>Null if nothing was known of the stake then.</summary>
    public static async Task<StakeStreams?> ReadAsync(
        IQuerySession session,
        StakeId id,
        Moment? at,
        CancellationToken ct
    )
    {
        var own = await session.Events.FetchStreamAsync(
            StreamNames.Of(id),
            version: at?.Version ?? 0,
            timestamp: at?.Time,
            token: ct
        );
        if (own.Count == 0)
            return null;
        // All streams of a database share one sequence: a version of one is a place in the others.
        var reader = new Past(session, at?.Time, at?.Version is null ? long.MaxValue : own[^1].Sequence, ct);
        var stake = Fold<Stake>(own);
        var message = await reader.MessageAsync(stake.Message, stake.Batch);
        var hub = stake.Locked is { } locked
            ? await reader.EventsAsync(StreamNames.OfHub(locked.Fact.Item.Lane.Destination))
            : [];
        if (stake.Refunded is not { Fact: var refund })
            return new(own, message, hub, [], []);
        var paid = await reader.EventsAsync(StreamNames.OfRelease(refund.RefundLeaf));
        return new(own, message, hub, paid, await reader.MessageAsync(null, Fold<Release>(paid).Batch));
    }

    /// <summary>As they were when that event had been written.</summary>
    public StakeStreams UpTo(long sequence) =>
        new(
            Cut(Own, sequence),
            Cut(Message, sequence),
            Cut(Hub, sequence),
            Cut(Paid, sequence),
            Cut(SentBack, sequence)
        );

    /// <param name="flushWithin">What queued stakes are promised.</param>
    public Life Life(TimeSpan? flushWithin)
    {
        var stake = Fold<Stake>(Own);
        return new(stake, Fold<Root>(Message), Fold<HubStatus>(Hub))
        {
            WayBack = new(Fold<Release>(Paid), Fold<Root>(SentBack)),
            FlushBy = stake.Queued?.At + flushWithin,
        };
    }

    private static List<IEvent> Cut(IReadOnlyList<IEvent> events, long sequence) =>
        [.. events.Where(@event => @event.Sequence <= sequence)];

    private static TState Fold<TState>(IEnumerable<IEvent> events)
        where TState : class, IState<TState> =>
        events.Aggregate(TState.Initial, (state, @event) => state.Apply(@event.Data));

    private sealed record Past(IQuerySession Session, DateTimeOffset? Time, long UpTo, CancellationToken Ct)
    {
        public async Task<IReadOnlyList<IEvent>> EventsAsync(string stream) =>
            [
                .. (await Session.Events.FetchStreamAsync(stream, timestamp: Time, token: Ct)).Where(@event =>
                    @event.Sequence <= UpTo
                ),
            ];

        /// <summary>The events of a message: the leaf's own, or its batch's.</summary>
        public async Task<IReadOnlyList<IEvent>> MessageAsync(MessageId? own, string? batch)
        {
            if (own is null && batch is not null)
                own = Fold<Batch>(await EventsAsync(batch)).Sent?.Fact.MessageId;
            return own is { } message ? await EventsAsync(StreamNames.Of(message)) : [];
        }
    }
}
