using System.Collections.Immutable;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

internal enum BatchStanding
{
    Unknown,
    Prepared,
    Sent,
    Mined,
    Finalized,
    Lost,
}

/// <summary>A transaction with mints, or with one operation, from its signing to its finality.</summary>
/// <param name="Attempts">Oldest first; all with the same nonce and the same content.</param>
/// <param name="SentAt">When a node took the newest attempt; null before.</param>
internal sealed record Batch(
    BatchStanding Standing,
    BatchPrepared? Plan,
    ImmutableList<Attempt> Attempts,
    DateTimeOffset? SentAt,
    BatchMined? Mined
) : IState<Batch>, IShown
{
    public static Batch Initial { get; } = new(BatchStanding.Unknown, null, [], null, null);

    public const string Prefix = "batch-";

    public static string Stream(string batchId) => $"{Prefix}{batchId}";

    /// <summary>One nonce, one batch: the id says both.</summary>
    public static string IdOf(ChainSelector chain, Address account, ulong nonce) => $"{chain}-{account}-{nonce}";

    public Attempt Newest => Attempts[^1];

    /// <summary>Whether nothing has happened to it since <paramref name="other"/>.</summary>
    public bool IsAt(Batch other) =>
        (Standing, Attempts.Count, SentAt, Mined?.BlockHash)
        == (other.Standing, other.Attempts.Count, other.SentAt, other.Mined?.BlockHash);

    public Batch Apply(object @event) =>
        @event switch
        {
            BatchPrepared prepared => new(BatchStanding.Prepared, prepared, [prepared.Attempt], null, null),
            BatchRepriced repriced => this with { Attempts = Attempts.Add(repriced.Attempt), SentAt = null },
            BatchSent sent => this with { Standing = BatchStanding.Sent, SentAt = sent.At },
            BatchMined mined => this with { Standing = BatchStanding.Mined, Mined = mined },
            BatchUnmined => this with { Standing = BatchStanding.Prepared, Mined = null, SentAt = null },
            BatchFinalized => this with { Standing = BatchStanding.Finalized },
            BatchLost => this with { Standing = BatchStanding.Lost },
            _ => this,
        };

    public IEnumerable<object> Documents(string stream) =>
        Plan is null
            ? []
            :
            [
                new BatchView(
                    stream,
                    Plan.Chain,
                    Plan.Account,
                    Plan.Nonce,
                    Standing,
                    Plan.Items.Count,
                    Plan.At,
                    [.. Attempts.Select(attempt => attempt.TxHash)],
                    Newest.MaxFeePerGas,
                    Mined?.BlockNumber,
                    Mined?.GasUsed
                )
                {
                    Operation = Plan.Operation?.Id,
                },
            ];
}

/// <summary>A batch as it is shown. Fees in wei per gas.</summary>
internal sealed record BatchView(
    string Id,
    ChainSelector Chain,
    Address Account,
    ulong Nonce,
    BatchStanding Standing,
    int Mints,
    DateTimeOffset At,
    IReadOnlyList<B256> Transactions,
    Wei MaxFeePerGas,
    ulong? Block,
    ulong? GasUsed
)
{
    /// <summary>The one operation that it carries in place of mints.</summary>
    public string? Operation { get; init; }
}
