using QLStake.Contracts;

namespace QLStake.MintExecutor;

/// <summary>A signed transaction, kept before it is sent: whatever happens, it can be sent again or recognised.</summary>
/// <param name="Raw">The bytes as nodes take them, 0x-hex.</param>
internal sealed record Attempt(B256 TxHash, string Raw, Wei MaxFeePerGas, Wei MaxPriorityFeePerGas);

/// <summary>A mint in a batch, at the round it was claimed.</summary>
internal sealed record BatchItem(StakeId StakeId, int Round);

/// <summary>A batch has what it carries, its nonce and its first signed transaction. Nothing is sent yet.</summary>
/// <param name="Items">Its mints; none where it carries an operation.</param>
internal sealed record BatchPrepared(
    string BatchId,
    ChainSelector Chain,
    Address Account,
    ulong Nonce,
    IReadOnlyList<BatchItem> Items,
    Attempt Attempt,
    DateTimeOffset At
)
{
    /// <summary>The one call that it carries in place of mints.</summary>
    public OperationName? Operation { get; init; }
}

/// <summary>The same nonce and content at higher fees. Only one of a nonce's attempts can ever be mined.</summary>
internal sealed record BatchRepriced(string BatchId, Attempt Attempt, DateTimeOffset At);

/// <summary>A node has taken the newest attempt.</summary>
internal sealed record BatchSent(string BatchId, B256 TxHash, DateTimeOffset At);

/// <summary>One of the attempts is in a block.</summary>
internal sealed record BatchMined(
    string BatchId,
    B256 TxHash,
    ulong BlockNumber,
    B256 BlockHash,
    bool Succeeded,
    ulong GasUsed,
    Wei EffectiveGasPrice
);

/// <summary>The block went away; the newest attempt is sent again.</summary>
internal sealed record BatchUnmined(string BatchId, B256 BlockHash);

/// <summary>Its block is final.</summary>
internal sealed record BatchFinalized(string BatchId, ulong Nonce);

/// <summary>Its nonce was used for good by a transaction that is not ours: no attempt can be mined any more.</summary>
internal sealed record BatchLost(string BatchId, ulong Nonce, string Reason);
