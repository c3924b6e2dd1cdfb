namespace QLStake.Evm.Logs;

/// <summary>A log as <c>eth_getLogs</c>, a receipt or a subscription reports it.</summary>
/// <param name="Address">The contract that emitted it.</param>
/// <param name="Topics">0 to 4 topics; the first is the event's signature hash unless the event is anonymous.</param>
/// <param name="Data">The ABI-encoded values that are not indexed.</param>
/// <param name="BlockNumber">Height of its block.</param>
/// <param name="BlockHash">Its block: together with <paramref name="LogIndex"/> the identity of the log.</param>
/// <param name="TransactionHash">Its transaction.</param>
/// <param name="TransactionIndex">The transaction's place in the block.</param>
/// <param name="LogIndex">The log's place in the block, counted over all its transactions.</param>
/// <param name="Removed">The node says that a reorg took the block away. Some nodes never say it.</param>
public sealed record Log(
    Address Address,
    ReadOnlyMemory<B256> Topics,
    ReadOnlyMemory<byte> Data,
    ulong BlockNumber,
    B256 BlockHash,
    B256 TransactionHash,
    uint TransactionIndex,
    uint LogIndex,
    bool Removed
);
