using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>One mint on its way to the hub.</summary>
/// <param name="Order">The newest of the router's orders: item, proof and approvals.</param>
internal sealed record QueuedMint(QueuePlace Place, ExecuteMint? Order) : IState<QueuedMint>, IShown, IQueued
{
    public static QueuedMint Initial { get; } = new(QueuePlace.Initial, null);

    public const string Prefix = "mint-";

    public static string Stream(StakeId stake) => $"{Prefix}{stake}";

    public QueuedMint Apply(object @event) =>
        @event is MintQueued queued
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
                new QueuedMintView(
                    stream,
                    Order.StakeId,
                    Order.Item.Lane.Destination.ToString(),
                    Order.Round,
                    Place.Standing,
                    Place.ReadyAt,
                    Place.Paused,
                    Place.BatchId,
                    Place.TxHash,
                    Place.Reason
                ),
            ];

    object IQueued.Claimed(string batchId) => new MintClaimed(Order!.StakeId, Order.Round, batchId);

    object IQueued.Sent(string batchId, B256 hash) => new MintSent(Order!.StakeId, Order.Round, batchId, hash);

    object IQueued.Delayed(QueuePause pause) =>
        new MintDelayed(
            Order!.StakeId,
            Order.Round,
            pause.Reason,
            pause.RetryAt,
            pause.Tries,
            pause.Paused,
            pause.News
        );

    object IQueued.GivenBack(string reason) => new MintGivenBack(Order!.StakeId, Order.Round, reason);

    object IQueued.Mined(string batchId) => new MintMined(Order!.StakeId, Order.Round, batchId);

    object IQueued.Unmined(string batchId) => new MintUnmined(Order!.StakeId, Order.Round, batchId);

    object IQueued.Settled() => new MintSettled(Order!.StakeId, Order.Round);
}

/// <summary>A mint as it is found and shown.</summary>
/// <param name="Hub">Selector of the hub chain, as text: it is searched for.</param>
internal sealed record QueuedMintView(
    string Id,
    StakeId StakeId,
    string Hub,
    int Round,
    QueueStanding Standing,
    DateTimeOffset ReadyAt,
    bool Paused,
    string? BatchId,
    B256? TxHash,
    string? Reason
);
