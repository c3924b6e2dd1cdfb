using QLStake.Evm;
using QLStake.Evm.Abi;

namespace QLStake.Localnet.Chains;

/// <summary>Sends transactions of one development account on one chain and waits until they are in a block.</summary>
public sealed class Transactor(IEvmChain chain, DevelopmentAccount account, TimeProvider time) : IDisposable
{
    private const ulong Gwei = 1_000_000_000;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Two transactions at once would read the same nonce.
    private readonly SemaphoreSlim sending = new(1, 1);

    public Address Address => account.Address;

    /// <param name="to">The contract or account.</param>
    /// <param name="call">What to call.</param>
    /// <param name="value">Wei sent along.</param>
    /// <param name="gas">Gas limit; 0 estimates it.</param>
    /// <param name="stop">Ends the waiting; a transaction that was sent stays sent.</param>
    /// <exception cref="LocalnetException">It reverted; the message has the reason.</exception>
    public Task<TransactionReceipt> SendAsync(
        Address to,
        IAbiCall call,
        U256 value = default,
        ulong gas = 0,
        CancellationToken stop = default
    ) =>
        SendAsync(new CallRequest(to, call.Encode(), Address, value, gas == 0 ? null : gas), call.GetType().Name, stop);

    /// <summary>Sends native coin.</summary>
    public Task<TransactionReceipt> TransferAsync(Address to, U256 value, CancellationToken stop = default) =>
        SendAsync(new CallRequest(to, default, Address, value), "transfer", stop);

    public void Dispose() => sending.Dispose();

    private async Task<TransactionReceipt> SendAsync(CallRequest call, string what, CancellationToken stop)
    {
        try
        {
            var hash = await SubmitAsync(call, stop);
            var receipt = await ReceiptAsync(hash, stop);
            if (!receipt.Succeeded)
            {
                // The same call on the parent block tells why.
                await chain.Call(call, BlockRef.Number(receipt.BlockNumber - 1), stop);
                throw new LocalnetException($"{what} by {account.Role} on {chain.Name} failed in {hash}.");
            }

            return receipt;
        }
        catch (CallRevertedException error)
        {
            throw new LocalnetException($"{what} by {account.Role} on {chain.Name} reverted: {error.Message}", error);
        }
    }

    private async Task<B256> SubmitAsync(CallRequest call, CancellationToken stop)
    {
        // Estimates are exact; state may move before the transaction runs.
        var gas = call.Gas ?? await chain.EstimateGas(call, BlockRef.Latest, stop) * 3 / 2;
        await sending.WaitAsync(stop);
        try
        {
            var transaction = new Eip1559Transaction
            {
                ChainId = chain.ChainId,
                Nonce = await chain.GetTransactionCount(Address, BlockRef.Pending, stop),
                To = call.To,
                Data = call.Data,
                Value = call.Value ?? default,
                GasLimit = gas,
                MaxFeePerGas = 100 * Gwei,
                MaxPriorityFeePerGas = Gwei,
            };
            var signed = SignedEip1559Transaction.Create(transaction, account.Key.Sign(transaction.SigningHash()));
            return await chain.SendRawTransaction(signed.Raw, stop);
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task<TransactionReceipt> ReceiptAsync(B256 hash, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < Patience)
        {
            if (await chain.GetReceipt(hash, stop) is { } receipt)
            {
                return receipt;
            }

            await Task.Delay(Poll, time, stop);
        }

        throw new LocalnetException(
            $"{chain.Name} did not take transaction {hash} of {account.Role} into a block within {Patience.TotalSeconds} s."
        );
    }
}
