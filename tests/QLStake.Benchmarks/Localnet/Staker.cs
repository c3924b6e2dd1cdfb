using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.Benchmarks.Localnet;

/// <param name="Sent">The moment before its transaction was given to the chain, <see cref="TimeProvider.GetTimestamp"/>.</param>
internal sealed record SentStake(StakeId Id, long Sent);

/// <summary>Stakes native coin as fast as the chain takes it: one quote for all, transactions signed beforehand.</summary>
internal sealed class Staker(LocalChain source, TimeProvider time)
{
    private const ulong Gwei = 1_000_000_000;

    // A hundredth of a coin: hundreds of stakes fit into the guard's bucket.
    private static readonly U256 Amount = (U256)10_000_000UL * Gwei;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private static readonly DevelopmentAccount Account = DevelopmentAccount.Staker;

    private Address Satellite => source.Protocol.Satellite!.Value;

    /// <summary>Sends so many stakes one behind the other and returns once all are in blocks.</summary>
    /// <exception cref="InvalidOperationException">A stake reverted.</exception>
    public async Task<IReadOnlyList<SentStake>> StakeAsync(int count, CancellationToken stop)
    {
        var transactions = await SignAsync(count, stop);
        var sent = new List<long>(count);
        foreach (var transaction in transactions)
        {
            sent.Add(time.GetTimestamp());
            await source.Rpc.SendRawTransaction(transaction.Raw, stop);
        }

        var receipts = await ReceiptsAsync([.. transactions.Select(transaction => transaction.Hash)], stop);
        return [.. receipts.Zip(sent, (receipt, at) => new SentStake(IdOf(receipt), at))];
    }

    private async Task<IReadOnlyList<SignedEip1559Transaction>> SignAsync(int count, CancellationToken stop)
    {
        var (me, native) = (Account.Address, Address.Zero);
        var asked = new QLStakeSatellite.QuoteStakeCall(me, native, Amount, me, me, native);
        var quote = await source.ReadAsync(Satellite, asked, BlockRef.Latest, stop);
        var call = new QLStakeSatellite.StakeCall(native, Amount, me, me, native, quote.Total);
        var (data, value) = (call.Encode(), Amount + quote.Total);
        // The first of many writes slots the later ones find written: estimates are upper bounds, state may still move.
        var gas =
            await source.Rpc.EstimateGas(new CallRequest(Satellite, data, me, value), BlockRef.Latest, stop) * 3 / 2;
        var nonce = await source.Rpc.GetTransactionCount(me, BlockRef.Pending, stop);
        return [.. Enumerable.Range(0, count).Select(i => Sign(nonce + (ulong)i, gas, value, data))];
    }

    private SignedEip1559Transaction Sign(ulong nonce, ulong gas, U256 value, byte[] data)
    {
        var transaction = new Eip1559Transaction
        {
            ChainId = source.Rpc.ChainId,
            Nonce = nonce,
            To = Satellite,
            Data = data,
            Value = value,
            GasLimit = gas,
            MaxFeePerGas = 100 * Gwei,
            MaxPriorityFeePerGas = Gwei,
        };
        return SignedEip1559Transaction.Create(transaction, Account.Key.Sign(transaction.SigningHash()));
    }

    private async Task<IReadOnlyList<TransactionReceipt>> ReceiptsAsync(B256[] hashes, CancellationToken stop)
    {
        while (true)
        {
            var receipts = await source.Rpc.GetReceipts(hashes, stop);
            if (receipts.All(receipt => receipt is not null))
            {
                return [.. receipts.OfType<TransactionReceipt>()];
            }

            await Task.Delay(Look, time, stop);
        }
    }

    private static StakeId IdOf(TransactionReceipt receipt)
    {
        foreach (var log in receipt.Logs)
        {
            if (QLStakeSatellite.StakeLocked.TryDecode(log, out var locked))
            {
                return new StakeId(locked.StakeId);
            }
        }

        throw new InvalidOperationException(
            $"Expected StakeLocked from transaction {receipt.TransactionHash}, found none: it reverted or the satellite is another."
        );
    }
}
