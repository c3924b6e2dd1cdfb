namespace QLStake.Contracts;

/// <summary>Satellite: an asset is locked, and its leaf waits in an open batch. Fees are in native coin.</summary>
/// <param name="Batch">The batch's key on its satellite (<c>IQLOutbox.batchKey</c>).</param>
/// <param name="Generation">Batches of that key sent before it. Its leaves in the order of their index are the tree of the root.</param>
/// <param name="Share">What it brought to CCIP's fee for the whole batch.</param>
public sealed record StakeQueued(
    StakeId StakeId,
    StakeItem Item,
    Address Staker,
    B256 Batch,
    uint Generation,
    Wei Share,
    Wei ExecutionFee
) : Fact;

/// <summary>Satellite: a batch left; the <see cref="RootSent"/> of the same root says with which message. Fees are in native coin.</summary>
/// <param name="FromShares">The part of <paramref name="CcipFee"/> that its leaves' shares, and those of earlier batches, paid; the flusher paid the rest.</param>
public sealed record BatchFlushed(B256 Batch, B256 Root, Address Flusher, Wei CcipFee, Wei FromShares) : Fact;
