namespace QLStake.Evm;

public sealed partial class EvmChain
{
    /// <inheritdoc/>
    public Task<TransactionReceipt?> GetReceipt(B256 transactionHash, CancellationToken cancel = default) =>
        Request(TransactionCalls.Receipt(transactionHash), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TransactionReceipt?>> GetReceipts(
        IReadOnlyList<B256> transactionHashes,
        CancellationToken cancel = default
    ) =>
        [
            .. (await Batch([.. transactionHashes.Select(TransactionCalls.Receipt)], cancel)).Select(outcome =>
                outcome.Value
            ),
        ];

    /// <inheritdoc/>
    public Task<TransactionInfo?> GetTransaction(B256 transactionHash, CancellationToken cancel = default) =>
        Request(TransactionCalls.Transaction(transactionHash), cancel);

    /// <inheritdoc/>
    public async Task<B256> SendRawTransaction(
        ReadOnlyMemory<byte> signedTransaction,
        CancellationToken cancel = default
    )
    {
        var hash = Keccak.Hash(signedTransaction.Span);
        try
        {
            return await Request(TransactionCalls.SendRaw(signedTransaction, hash), cancel);
        }
        catch (AlreadyKnownException)
        {
            return hash;
        }
        catch (NonceTooLowException)
        {
            // The nonce may be used up by this very transaction: an attempt whose answer was lost, or a second sending after a crash.
            if (await GetTransaction(hash, cancel) is null)
                throw;
            return hash;
        }
    }
}
