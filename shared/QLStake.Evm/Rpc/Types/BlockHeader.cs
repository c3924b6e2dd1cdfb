namespace QLStake.Evm;

/// <summary>What the services need of a block's header. Timestamp in Unix seconds, base fee in wei, null before EIP-1559.</summary>
public sealed record BlockHeader(
    ulong Number,
    B256 Hash,
    B256 ParentHash,
    ulong Timestamp,
    U256? BaseFeePerGas,
    ulong GasLimit,
    ulong GasUsed
);
