using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Localnet;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.Cli;

/// <summary>A chain with the contracts we use on it.</summary>
public sealed class ConnectedChain(ChainDescription description, IEvmChain rpc)
{
    public ChainDescription Description => description;

    public string Name => description.Name;

    public ChainSelector Selector => description.Selector;

    public ContractsDescription Contracts => description.Contracts;

    public IEvmChain Rpc => rpc;

    /// <summary>Calls a view.</summary>
    public async Task<T> ReadAsync<T>(Address contract, IAbiCall<T> call, BlockRef block, CancellationToken stop) =>
        call.ReadResult(await rpc.Call(new CallRequest(contract, call.Encode()), block, stop));
}
