using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>One call that is no mint, on its way to its contract.</summary>
/// <param name="Order">The newest of its orders.</param>
internal sealed record QueuedOperation(QueuePlace Place, OperationOrder? Order)
    : IState<QueuedOperation>,
        IShown,
        IQueued
{
    public static QueuedOperation Initial { get; } = new(QueuePlace.Initial, null);

    private OperationName Name => Order!.Name;

    public QueuedOperation Apply(object @event) =>
        @event is OperationQueued queued
            ? new(Place.Queue(queued.Fingerprint, queued.At), queued.Order)
            : this with
            {
                Place = Place.Apply(@event),
            };

    public IEnumerable<object> Documents(string stream) =>
        Order is null
            ? []
            :
            [
                new OperationView(
                    stream,
                    Name.Kind,
                    Name.Id,
                    Name.Round,
                    Order.Chain.ToString(),
                    Order.To,
                    Place.Standing,
                    Place.ReadyAt,
                    Place.BatchId,
                    Place.TxHash,
                    Place.Reason
                ),
            ];

    object IQueued.Claimed(string batchId) => new OperationClaimed(Name, batchId);

    object IQueued.Sent(string batchId, B256 hash) => new OperationSent(Name, batchId, hash);

    object IQueued.Delayed(QueuePause pause) =>
        new OperationDelayed(Name, pause.Reason, pause.RetryAt, pause.Told, pause.Tries, pause.Paused, pause.News);

    object IQueued.GivenBack(string reason) => new OperationGivenBack(Name, reason);

    object IQueued.Mined(string batchId) => new OperationMined(Name, batchId);

    object IQueued.Unmined(string batchId) => new OperationUnmined(Name, batchId);

    object IQueued.Settled() => new OperationSettled(Name);
}

/// <summary>An operation as it is found and shown.</summary>
/// <param name="Chain">Selector of the chain, as text: it is searched for.</param>
internal sealed record OperationView(
    string Id,
    OperationKind Kind,
    string OperationId,
    int Round,
    string Chain,
    Address Contract,
    QueueStanding Standing,
    DateTimeOffset ReadyAt,
    string? BatchId,
    B256? TxHash,
    string? Reason
);
