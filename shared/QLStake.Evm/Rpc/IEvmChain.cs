using QLStake.Evm.Logs;

namespace QLStake.Evm;

/// <summary>
/// One EVM chain, read and written through any number of JSON-RPC endpoints.
/// </summary>
/// <remarks>
/// Calls fail over between endpoints and retry what is retryable; see <see cref="Endpoints"/> for asking each endpoint alone.
/// Two answers may come from two endpoints, so a later head may be lower than an earlier one.
/// Every method throws <see cref="RpcException"/> or a subclass of it:
/// <see cref="WrongChainException"/> for an endpoint of another chain, <see cref="RpcUnavailableException"/> when no endpoint
/// answered in time, <see cref="RpcMalformedException"/> for an answer that is not what the method returns, and
/// <see cref="RpcErrorException"/> for the node's own refusal.
/// Amounts are in wei, gas in units of gas, times in Unix seconds.
/// </remarks>
public interface IEvmChain : IAsyncDisposable
{
    /// <summary>The chain's name in configuration, for messages and metrics.</summary>
    string Name { get; }

    /// <summary>The EIP-155 chain id from configuration; each endpoint is checked against it before its first answer is used.</summary>
    ulong ChainId { get; }

    /// <summary>
    /// Each endpoint by itself, in configured order: no failover between them, so that a quorum counts distinct endpoints.
    /// A chain of one endpoint lists itself.
    /// </summary>
    IReadOnlyList<IEvmChain> Endpoints { get; }

    /// <summary>How each endpoint is doing, in configured order.</summary>
    IReadOnlyList<EndpointHealth> Health { get; }

    /// <summary>The latest block's number.</summary>
    Task<ulong> GetBlockNumber(CancellationToken cancel = default);

    /// <summary>The header at <paramref name="block"/>; null where the chain has no such block (yet, or any more).</summary>
    Task<BlockHeader?> GetHeader(BlockRef block, CancellationToken cancel = default);

    /// <summary>
    /// The headers of a range, both ends included, in batches, in order, ending before the first block that is not there.
    /// Parent hashes are not compared: a reorg may fall between two batches.
    /// </summary>
    Task<IReadOnlyList<BlockHeader>> GetHeaders(ulong from, ulong to, CancellationToken cancel = default);

    /// <summary>
    /// All logs of the query, in block and log order. A range is cut into what the endpoint allows. The endpoint must have reached the
    /// end of the range, or hold the named block: an endpoint that lags gives <see cref="NotThereYetException"/>, never a short list.
    /// Logs marked removed are not on the canonical chain and are left out.
    /// </summary>
    Task<IReadOnlyList<Log>> GetLogs(LogQuery query, CancellationToken cancel = default);

    /// <summary>As <see cref="GetLogs"/>, page by page, so that a long range can be worked off while it is read. Ranges only.</summary>
    IAsyncEnumerable<LogPage> ReadLogs(LogQuery query, CancellationToken cancel = default);

    /// <summary>The receipts of a block in transaction order; null where the block is unknown.</summary>
    Task<IReadOnlyList<TransactionReceipt>?> GetBlockReceipts(BlockRef block, CancellationToken cancel = default);

    /// <summary>A transaction's receipt; null while it is not in a block.</summary>
    Task<TransactionReceipt?> GetReceipt(B256 transactionHash, CancellationToken cancel = default);

    /// <summary>The receipts of many transactions in one batch, in the order of the hashes.</summary>
    Task<IReadOnlyList<TransactionReceipt?>> GetReceipts(
        IReadOnlyList<B256> transactionHashes,
        CancellationToken cancel = default
    );

    /// <summary>A transaction in a block or in the pool; null where it is neither.</summary>
    Task<TransactionInfo?> GetTransaction(B256 transactionHash, CancellationToken cancel = default);

    /// <summary>The return data of a call. A revert is <see cref="CallRevertedException"/>, with its data.</summary>
    Task<byte[]> Call(CallRequest call, BlockRef block, CancellationToken cancel = default);

    /// <summary>Many calls in one batch, in order; one that reverts leaves the others their answers.</summary>
    Task<IReadOnlyList<RpcOutcome<byte[]>>> CallMany(
        IReadOnlyList<CallRequest> calls,
        BlockRef block,
        CancellationToken cancel = default
    );

    /// <summary>The gas the call would use on top of <paramref name="block"/>. A revert is <see cref="CallRevertedException"/>.</summary>
    Task<ulong> EstimateGas(CallRequest call, BlockRef block, CancellationToken cancel = default);

    /// <summary>The code at an address; empty where there is no contract.</summary>
    Task<byte[]> GetCode(Address address, BlockRef block, CancellationToken cancel = default);

    /// <summary>The balance in wei.</summary>
    Task<U256> GetBalance(Address address, BlockRef block, CancellationToken cancel = default);

    /// <summary>The next nonce of an account; with <see cref="BlockRef.Pending"/> after the transactions in the pool.</summary>
    Task<ulong> GetTransactionCount(Address address, BlockRef block, CancellationToken cancel = default);

    /// <summary>Base fees and priority fees of the last <paramref name="blocks"/> blocks (EIP-1559); percentiles ascending, 0 to 100.</summary>
    Task<FeeHistory> FeeHistory(
        int blocks,
        BlockRef newest,
        IReadOnlyList<double> percentiles,
        CancellationToken cancel = default
    );

    /// <summary>The priority fee per gas the node proposes, in wei.</summary>
    Task<U256> MaxPriorityFee(CancellationToken cancel = default);

    /// <summary>
    /// Sends a signed transaction and returns its hash. Sending again what the pool or the chain already has succeeds.
    /// Refusals: <see cref="NonceTooLowException"/>, <see cref="ReplacementUnderpricedException"/>,
    /// <see cref="InsufficientFundsException"/>, else <see cref="RpcErrorException"/>. After <see cref="RpcUnavailableException"/>
    /// the transaction may have arrived all the same.
    /// </summary>
    Task<B256> SendRawTransaction(ReadOnlyMemory<byte> signedTransaction, CancellationToken cancel = default);

    /// <summary>Any other method, e.g. a development node's own.</summary>
    Task<T> Request<T>(RpcCall<T> call, CancellationToken cancel = default);

    /// <summary>Many calls in as few round trips as the endpoint's batch size allows, in order, each with its own outcome.</summary>
    Task<IReadOnlyList<RpcOutcome<T>>> Batch<T>(IReadOnlyList<RpcCall<T>> calls, CancellationToken cancel = default);
}
