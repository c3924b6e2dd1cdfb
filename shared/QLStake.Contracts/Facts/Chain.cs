using System.Text.Json.Serialization;

namespace QLStake.Contracts;

/// <summary>A block as the chain names it.</summary>
/// <param name="Number">Height.</param>
/// <param name="Hash">Its hash: the identity, since heights repeat in a reorg.</param>
/// <param name="Timestamp">The block's own time, seconds since 1970.</param>
public sealed record BlockRef(ulong Number, B256 Hash, ulong Timestamp);

/// <summary>What the transaction of a fact cost, from its receipt.</summary>
/// <param name="GasUsed">Gas of the whole transaction.</param>
/// <param name="EffectiveGasPrice">Wei per gas (EIP-1559).</param>
/// <param name="From">Who paid.</param>
/// <param name="L1Fee">What a rollup charged on top for the transaction's data (OP stack, <c>l1Fee</c>); zero elsewhere.</param>
public sealed record TransactionCost(
    ulong GasUsed,
    Wei EffectiveGasPrice,
    Address From,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Wei L1Fee = default
);

/// <summary>A decoded log of one of the contracts we watch. Its identity is (chain, block hash, log index).</summary>
public sealed record ChainFact(B256 TxHash, uint LogIndex, TransactionCost Cost, Fact Fact);

/// <summary>A block that holds facts, seen for the first time or again after a reorg brought it back.</summary>
[Message("block-observed.v1")]
public sealed record BlockObserved(ChainSelector Chain, BlockRef Block, IReadOnlyList<ChainFact> Facts);

/// <summary>Every canonical block at or below this one is final. Published when it makes a fact final, not per block.</summary>
[Message("chain-finalized.v1")]
public sealed record ChainFinalized(ChainSelector Chain, BlockRef UpTo);

/// <summary>Blocks that held facts are no longer part of the chain. Their facts are retracted.</summary>
[Message("chain-reorged.v1")]
public sealed record ChainReorged(ChainSelector Chain, BlockRef CommonAncestor, IReadOnlyList<B256> Orphaned);
