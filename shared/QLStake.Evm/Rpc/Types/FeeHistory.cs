namespace QLStake.Evm;

/// <summary>Fees of consecutive blocks (<c>eth_feeHistory</c>), in wei per gas.</summary>
/// <param name="BaseFees">One per block and one more: the base fee of the block after the newest.</param>
/// <param name="GasUsedRatios">One per block, 0 to 1.</param>
/// <param name="PriorityFees">One row per block, one column per percentile asked for; empty where none was asked for.</param>
public sealed record FeeHistory(
    ulong OldestBlock,
    IReadOnlyList<U256> BaseFees,
    IReadOnlyList<double> GasUsedRatios,
    IReadOnlyList<IReadOnlyList<U256>> PriorityFees
);
