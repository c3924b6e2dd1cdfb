using Marten;
using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>A transfer as it is told.</summary>
/// <param name="Timeline">Empty in a list.</param>
/// <param name="Cursor">Give it as <c>after</c> to continue behind this one.</param>
public sealed record TransferDetails(
    MessageId MessageId,
    TransferState State,
    Waiting Waiting,
    TransferSent? Sent,
    DateTimeOffset? SentAt,
    DateTimeOffset? ArrivedAt,
    IReadOnlyList<TimelineEntry> Timeline,
    string Cursor
);

/// <param name="Next">The cursor of the next page, or null on the last.</param>
public sealed record TransferPage(IReadOnlyList<TransferDetails> Transfers, string? Next);

/// <summary>Reads transfers: one from its stream, many from rows.</summary>
public sealed class TransferQueries(IDocumentStore store)
{
    /// <summary>One transfer as its stream tells it; null if nothing is known of it.</summary>
    public async Task<TransferDetails?> FindAsync(MessageId id, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(StreamNames.OfTransfer(id), token: ct);
        if (events.Count == 0)
            return null;
        var transfer = events.Aggregate(Transfer.Initial, (state, @event) => state.Apply(@event.Data));
        return Told(
            TransferView.Of(StreamNames.OfTransfer(id), transfer),
            Timeline.Of(events.Select(@event => @event.Data), AssetUnit.Unnamed(default))
        );
    }

    /// <summary>The youngest first, behind a cursor; with a search only those that bear that name.</summary>
    public async Task<TransferPage> ListAsync(string? search, string? after, int limit, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var (views, next) = await session.ListAsync<TransferView>(search, after, limit, ct);
        return new([.. views.Select(view => Told(view, []))], next);
    }

    private static TransferDetails Told(TransferView view, IReadOnlyList<TimelineEntry> timeline) =>
        new(
            StreamNames.TransferOf(view.Id),
            view.Transfer.State,
            TransferWaiting.Of(view.Transfer),
            view.Transfer.Sent?.Fact,
            view.Transfer.Sent?.At,
            view.Transfer.Arrived?.At,
            timeline,
            view.Key
        );
}
