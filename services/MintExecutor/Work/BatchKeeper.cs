using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.MintExecutor;

/// <summary>
/// Brings every open batch of the account a step further: sends, replaces, notes what was mined, takes it back, finishes. A
/// start after a crash is nothing special: what is open is compared with the chain.
/// </summary>
internal sealed class BatchKeeper(
    ServedChain chain,
    Transactions transactions,
    ExecutorSettings settings,
    StreamsFactory streams,
    TimeProvider time
)
{
    private readonly string _account = Account.Stream(chain.Selector, transactions.Account);

    /// <returns>Whether any batch is not in a block yet.</returns>
    /// <exception cref="RpcException">The chain cannot be read or written now.</exception>
    public async Task<bool> KeepAsync(CancellationToken ct)
    {
        var account = await LoadAsync<Account>(_account, ct);
        if (account.Open.IsEmpty)
            return false;
        var finalized = (await chain.Rpc.GetHeader(BlockRef.Finalized, ct))?.Number ?? 0;
        var count = await chain.Rpc.GetTransactionCount(transactions.Account, BlockRef.Latest, ct);
        var pending = false;
        foreach (var id in account.Open.Values)
            pending |= await StepAsync(await LoadAsync<Batch>(Batch.Stream(id), ct), count, finalized, ct);
        return pending;
    }

    private async Task<bool> StepAsync(Batch batch, ulong count, ulong finalized, CancellationToken ct)
    {
        var receipt = Reconcile.NeedsReceipt(batch, count, finalized) ? await ReceiptAsync(chain.Rpc, batch, ct) : null;
        var finalCount = 0UL;
        if (receipt is null && batch.Mined is null && count > batch.Plan!.Nonce)
            (finalCount, receipt) = await LookTwiceAsync(batch, ct);
        var id = batch.Plan!.BatchId;
        switch (Reconcile.Next(batch, new(count, finalCount, finalized, receipt), time.GetUtcNow(), settings.Patience))
        {
            case NextStep.Send:
                await SendAsync(batch, ct);
                break;
            case NextStep.Reprice:
                await RepriceAsync(batch, ct);
                break;
            case NextStep.Mine:
                await MineAsync(batch, receipt!, ct);
                return false;
            case NextStep.Unmine:
                await WriteAsync(
                    batch,
                    [new BatchUnmined(id, batch.Mined!.BlockHash)],
                    item => QueueRule.Unmine(item, id),
                    null,
                    ct
                );
                break;
            case NextStep.Finish:
                await FinishAsync(batch, ct);
                return false;
            case NextStep.GiveUp:
                var reason = $"nonce {batch.Plan.Nonce} of {batch.Plan.Account} was used by another transaction";
                var again = new Outcome.Delay(reason, time.GetUtcNow());
                await CloseAsync(
                    batch,
                    new BatchLost(id, batch.Plan.Nonce, reason),
                    item => QueueRule.Settle(item, id, again, time.GetUtcNow()),
                    ct
                );
                return false;
            case NextStep.Wait:
            default:
                return batch.Mined is null;
        }
        return true;
    }

    /// <summary>Sends the newest attempt; sending what is there already changes nothing.</summary>
    public async Task SendAsync(Batch batch, CancellationToken ct)
    {
        try
        {
            await chain.Rpc.SendRawTransaction(Hex.Decode(batch.Newest.Raw), ct);
        }
        catch (NonceTooLowException)
        {
            // One of the attempts, or a stranger, was mined meanwhile: the next look shows which.
            return;
        }
        catch (ReplacementUnderpricedException)
        {
            await RepriceAsync(batch, ct);
            return;
        }
        var (id, hash) = (batch.Plan!.BatchId, batch.Newest.TxHash);
        await WriteAsync(
            batch,
            [new BatchSent(id, hash, time.GetUtcNow())],
            item => QueueRule.Sent(item, id, hash),
            null,
            ct
        );
    }

    private async Task RepriceAsync(Batch batch, CancellationToken ct)
    {
        var id = batch.Plan!.BatchId;
        if (await transactions.RepriceAsync(batch.Newest, ct) is { } attempt)
            await WriteAsync(batch, [new BatchRepriced(id, attempt, time.GetUtcNow())], _ => [], null, ct);
        else
            // At the ceiling it keeps its place in the pools, which may have dropped it.
            await chain.Rpc.SendRawTransaction(Hex.Decode(batch.Newest.Raw), ct);
    }

    private async Task MineAsync(Batch batch, TransactionReceipt receipt, CancellationToken ct)
    {
        var (id, now) = (batch.Plan!.BatchId, time.GetUtcNow());
        var outcome = MinedOutcomes.Of(batch, receipt, chain.Hub, now);
        var mined = new BatchMined(
            id,
            receipt.TransactionHash,
            receipt.BlockNumber,
            receipt.BlockHash,
            receipt.Succeeded,
            receipt.GasUsed,
            new(receipt.EffectiveGasPrice)
        );
        await WriteAsync(
            batch,
            [mined],
            item => outcome(item) is { } found ? QueueRule.Settle(item, id, found, now) : [],
            null,
            ct
        );
    }

    private Task FinishAsync(Batch batch, CancellationToken ct)
    {
        var (id, now) = (batch.Plan!.BatchId, time.GetUtcNow());
        return CloseAsync(
            batch,
            new BatchFinalized(id, batch.Plan.Nonce),
            item => QueueRule.Finish(item, id, batch.Mined!.TxHash, now),
            ct
        );
    }

    private Task CloseAsync(Batch batch, object end, Func<IQueued, IEnumerable<object>> decide, CancellationToken ct) =>
        WriteAsync(batch, [end], decide, new NonceUsed(chain.Selector, transactions.Account, batch.Plan!.Nonce), ct);

    /// <summary>Written only on the state that was decided on: another replica may have gone on meanwhile.</summary>
    private async Task WriteAsync(
        Batch batch,
        object[] events,
        Func<IQueued, IEnumerable<object>> decide,
        NonceUsed? used,
        CancellationToken ct
    )
    {
        await streams.RunAsync(
            async unit =>
            {
                var stream = Batch.Stream(batch.Plan!.BatchId);
                if (!(await unit.LoadAsync<Batch>(stream, ct)).IsAt(batch))
                    return;
                await unit.AppendAsync<Batch>(stream, events, ct);
                foreach (var item in batch.Plan.Items)
                    await unit.DecideAsync<QueuedMint>(QueuedMint.Stream(item.StakeId), decide, ct);
                if (batch.Plan.Operation is { } operation)
                    await unit.DecideAsync<QueuedOperation>(operation.Stream(), decide, ct);
                if (used is not null)
                    await unit.AppendAsync<Account>(_account, [used], ct);
            },
            ct
        );
        ExecutorMetrics.Note(chain.Name, batch, events);
    }

    /// <summary>The nonce is used and no receipt of ours is seen: before that means anything, every endpoint is asked.</summary>
    private async Task<(ulong FinalCount, TransactionReceipt? Receipt)> LookTwiceAsync(
        Batch batch,
        CancellationToken ct
    )
    {
        var finalCount = await chain.Rpc.GetTransactionCount(transactions.Account, BlockRef.Finalized, ct);
        if (finalCount <= batch.Plan!.Nonce)
            return (finalCount, null);
        foreach (var endpoint in chain.Rpc.Endpoints)
            if (await ReceiptAsync(endpoint, batch, ct) is { } receipt)
                return (finalCount, receipt);
        return (finalCount, null);
    }

    private static async Task<TransactionReceipt?> ReceiptAsync(IEvmChain rpc, Batch batch, CancellationToken ct)
    {
        var receipts = await rpc.GetReceipts([.. batch.Attempts.Select(attempt => attempt.TxHash)], ct);
        return receipts.FirstOrDefault(receipt => receipt is not null);
    }

    private async Task<TState> LoadAsync<TState>(string stream, CancellationToken ct)
        where TState : class, IState<TState>
    {
        await using var unit = streams.Open();
        return await unit.LoadAsync<TState>(stream, ct);
    }
}
