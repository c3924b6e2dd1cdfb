using System.Collections.Immutable;

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

internal interface IClaimed
{
    string BatchId { get; }
}

internal interface ISent
{
    B256 TxHash { get; }
}

internal interface IDelayed
{
    string Reason { get; }
    DateTimeOffset RetryAt { get; }
    int Tries { get; }
    bool Paused { get; }
}

internal interface IGivenBack
{
    string Reason { get; }
}

internal interface IMined;

internal interface IUnmined;

internal interface ISettled;

/// <summary>How far something has come that waits for a transaction: the same for a mint and for any other call.</summary>
/// <param name="ReadyAt">From when it may be sent.</param>
/// <param name="BatchId">The one batch that may hold it.</param>
/// <param name="Known">Fingerprints of all orders taken in.</param>
internal sealed record QueuePlace(
    QueueStanding Standing,
    DateTimeOffset ReadyAt,
    string? BatchId,
    B256? TxHash,
    int Tries,
    bool Paused,
    string? Reason,
    ImmutableHashSet<B256> Known
)
{
    public static QueuePlace Initial { get; } =
        new(QueueStanding.Unknown, default, null, null, 0, Paused: false, null, []);

    /// <summary>Fresh approvals do not take anything out of the batch it is in.</summary>
    public QueuePlace Queue(B256 fingerprint, DateTimeOffset at) =>
        Standing is QueueStanding.Claimed or QueueStanding.Mined
            ? this with
            {
                Known = Known.Add(fingerprint),
            }
            : Initial with
            {
                Standing = QueueStanding.Ready,
                ReadyAt = at,
                Known = Known.Add(fingerprint),
            };

    public QueuePlace Apply(object @event) =>
        @event switch
        {
            IClaimed claimed => this with { Standing = QueueStanding.Claimed, BatchId = claimed.BatchId },
            ISent sent => this with { TxHash = sent.TxHash },
            IDelayed delayed => this with
            {
                Standing = QueueStanding.Ready,
                ReadyAt = delayed.RetryAt,
                BatchId = null,
                Tries = delayed.Tries,
                Paused = delayed.Paused,
                Reason = delayed.Reason,
            },
            IGivenBack back => this with { Standing = QueueStanding.GivenBack, BatchId = null, Reason = back.Reason },
            IMined => this with { Standing = QueueStanding.Mined, Tries = 0, Reason = null },
            IUnmined => this with { Standing = QueueStanding.Claimed },
            ISettled => this with { Standing = QueueStanding.Settled, Reason = null },
            _ => this,
        };
}
