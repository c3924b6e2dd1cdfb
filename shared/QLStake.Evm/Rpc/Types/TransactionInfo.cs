namespace QLStake.Evm;

/// <summary>A transaction as the node knows it. Amounts in wei; the block is null while it waits in the pool.</summary>
/// <param name="Type">The EIP-2718 type; 0 for legacy.</param>
/// <param name="MaxFeePerGas">Null for types without EIP-1559 fees, which have only <paramref name="GasPrice"/>.</param>
public sealed record TransactionInfo(
    B256 Hash,
    byte Type,
    Address From,
    Address? To,
    ulong Nonce,
    U256 Value,
    byte[] Input,
    ulong Gas,
    U256? GasPrice,
    U256? MaxFeePerGas,
    U256? MaxPriorityFeePerGas,
    B256? BlockHash,
    ulong? BlockNumber,
    uint? TransactionIndex
);
