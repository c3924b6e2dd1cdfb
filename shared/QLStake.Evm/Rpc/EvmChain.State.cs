namespace QLStake.Evm;

public sealed partial class EvmChain
{
    /// <inheritdoc/>
    public Task<byte[]> Call(CallRequest call, BlockRef block, CancellationToken cancel = default) =>
        Request(EthCalls.Call(call, block), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RpcOutcome<byte[]>>> CallMany(
        IReadOnlyList<CallRequest> calls,
        BlockRef block,
        CancellationToken cancel = default
    ) => Batch([.. calls.Select(call => EthCalls.Call(call, block))], cancel);

    /// <inheritdoc/>
    public Task<ulong> EstimateGas(CallRequest call, BlockRef block, CancellationToken cancel = default) =>
        Request(EthCalls.EstimateGas(call, block), cancel);

    /// <inheritdoc/>
    public Task<byte[]> GetCode(Address address, BlockRef block, CancellationToken cancel = default) =>
        Request(EthCalls.Code(address, block), cancel);

    /// <inheritdoc/>
    public Task<U256> GetBalance(Address address, BlockRef block, CancellationToken cancel = default) =>
        Request(EthCalls.Balance(address, block), cancel);

    /// <inheritdoc/>
    public Task<ulong> GetTransactionCount(Address address, BlockRef block, CancellationToken cancel = default) =>
        Request(EthCalls.TransactionCount(address, block), cancel);
}
