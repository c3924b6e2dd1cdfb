using System.Collections.Immutable;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

internal enum QueueStanding
{
    Unknown,
    Ready,
    Claimed,
    Mined,
    GivenBack,
    Settled,
}

/// <summary>One mint on its way to the hub.</summary>
/// <param name="Order">The newest of the router's orders: item, proof and approvals.</param>
/// <param name="ReadyAt">From when it may enter a batch.</param>
/// <param name="BatchId">The one batch that may hold it.</param>
/// <param name="Known">Fingerprints of all orders taken in.</param>
internal sealed record QueuedMint(
    QueueStanding Standing,
    ExecuteMint? Order,
    DateTimeOffset ReadyAt,
    string? BatchId,
    B256? TxHash,
    int Tries,
    bool Paused,
    string? Reason,
    ImmutableHashSet<B256> Known
) : IState<QueuedMint>, IShown
{
    public static QueuedMint Initial { get; } =
        new(QueueStanding.Unknown, null, default, null, null, 0, false, null, []);

    public const string Prefix = "mint-";

    public static string Stream(StakeId stake) => $"{Prefix}{stake}";

    public QueuedMint Apply(object @event) =>
        @event switch
        {
            // Fresh approvals do not take a mint out of the batch it is in.
            MintQueued queued when Standing is QueueStanding.Claimed or QueueStanding.Mined => this with
            {
                Order = queued.Order,
                Known = Known.Add(queued.Fingerprint),
            },
            MintQueued queued => Initial with
            {
                Standing = QueueStanding.Ready,
                Order = queued.Order,
                ReadyAt = queued.At,
                Known = Known.Add(queued.Fingerprint),
            },
            MintClaimed claimed => this with { Standing = QueueStanding.Claimed, BatchId = claimed.BatchId },
            MintSent sent => this with { TxHash = sent.TxHash },
            MintDelayed delayed => this with
            {
                Standing = QueueStanding.Ready,
                ReadyAt = delayed.RetryAt,
                BatchId = null,
                Tries = delayed.Tries,
                Paused = delayed.Paused,
                Reason = delayed.Reason,
            },
            MintGivenBack back => this with
            {
                Standing = QueueStanding.GivenBack,
                BatchId = null,
                Reason = back.Reason,
            },
            MintMined => this with { Standing = QueueStanding.Mined, Tries = 0, Reason = null },
            MintUnmined => this with { Standing = QueueStanding.Claimed },
            MintSettled => this with { Standing = QueueStanding.Settled, Reason = null },
            _ => this,
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
                    Standing,
                    ReadyAt,
                    Paused,
                    BatchId,
                    TxHash,
                    Reason
                ),
            ];
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
