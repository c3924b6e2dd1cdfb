using QLStake.Evm.Logs;

namespace QLStake.Evm;

/// <summary>What became of a transaction in its block. Fees in wei.</summary>
/// <param name="To">Null where the transaction created <paramref name="ContractAddress"/>.</param>
/// <param name="L1Fee">What a rollup of the OP kind charges on top for its data; null elsewhere.</param>
public sealed record TransactionReceipt(
    B256 TransactionHash,
    uint TransactionIndex,
    B256 BlockHash,
    ulong BlockNumber,
    Address From,
    Address? To,
    Address? ContractAddress,
    bool Succeeded,
    ulong GasUsed,
    U256 EffectiveGasPrice,
    U256? L1Fee,
    IReadOnlyList<Log> Logs
);
