namespace QLStake.Evm;

public sealed partial class EvmChain
{
    /// <inheritdoc/>
    public Task<ulong> GetBlockNumber(CancellationToken cancel = default) => Request(EthCalls.BlockNumber, cancel);

    /// <inheritdoc/>
    public Task<BlockHeader?> GetHeader(BlockRef block, CancellationToken cancel = default) =>
        NullIfMissing(EthCalls.Header(block), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BlockHeader>> GetHeaders(ulong from, ulong to, CancellationToken cancel = default)
    {
        var headers = new List<BlockHeader>();
        for (var next = from; next <= to; )
        {
            var last = next + Math.Min(to - next, (ulong)_options.MaxBatch - 1);
            var calls = new List<RpcCall<BlockHeader?>>();
            for (var number = next; number <= last; number++)
                calls.Add(EthCalls.Header(BlockRef.Number(number)));
            foreach (var outcome in await Batch(calls, cancel))
            {
                if (outcome.Error is NotThereYetException || outcome.Value is not { } header)
                    return headers;
                headers.Add(header);
            }
            next = last + 1;
        }
        return headers;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TransactionReceipt>?> GetBlockReceipts(
        BlockRef block,
        CancellationToken cancel = default
    ) => NullIfMissing(EthCalls.BlockReceipts(block), cancel);

    /// <inheritdoc/>
    public Task<FeeHistory> FeeHistory(
        int blocks,
        BlockRef newest,
        IReadOnlyList<double> percentiles,
        CancellationToken cancel = default
    ) => Request(EthCalls.FeeHistory(blocks, newest, percentiles), cancel);

    /// <inheritdoc/>
    public Task<U256> MaxPriorityFee(CancellationToken cancel = default) => Request(EthCalls.MaxPriorityFee, cancel);

    /// <summary>Nodes answer an unknown block with null or with an error, as they please.</summary>
    private async Task<T?> NullIfMissing<T>(RpcCall<T?> call, CancellationToken cancel)
        where T : class
    {
        try
        {
            return await Request(call, cancel);
        }
        catch (NotThereYetException)
        {
            return null;
        }
    }
}
