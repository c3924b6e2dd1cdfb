using Marten;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.MintExecutor;

/// <summary>Makes batches of what is ready: simulated first, signed and stored before anything is sent.</summary>
internal sealed class BatchMaker(
    ServedChain chain,
    Address hub,
    Transactions transactions,
    ExecutorSettings settings,
    StreamsFactory streams,
    IDocumentStore store,
    TimeProvider time
)
{
    private readonly Simulation _simulation = new(chain, hub, transactions.Account, time);
    private bool _paused;

    /// <returns>The stored batch, to be sent; null if nothing is ready, or ready only to wait.</returns>
    public async Task<string?> MakeAsync(CancellationToken ct)
    {
        var ready = await ReadyAsync(ct);
        if (ready.Count == 0)
            return null;
        if (await chain.Rpc.GetHeader(BlockRef.Latest, ct) is not { } head)
            return null;
        var orders = await OrdersAsync(ready.Take(MintCalls.Most(head.GasLimit, settings.GasPerMint)), ct);
        var outcomes = await _simulation.RunAsync(orders, head, settings.GasPerMint, ct);
        _paused |= outcomes.Any(outcome => outcome is Outcome.Delay { UntilUnpaused: true });
        var fees = await transactions.ProposeAsync(ct);
        if (fees is null)
            outcomes = [.. outcomes.Select(outcome => outcome is Outcome.Taken ? settings.TooExpensive() : outcome)];
        await SettleAsync(orders, outcomes, ct);
        var good = orders.Where((_, i) => outcomes[i] is Outcome.Taken).ToList();
        return good.Count == 0 ? null : await PrepareAsync(good, fees!.Value, ct);
    }

    /// <summary>What may enter a batch now, the longest ready first; nothing while it still waits for company.</summary>
    private async Task<IReadOnlyList<QueuedMintView>> ReadyAsync(CancellationToken ct)
    {
        var (now, at) = (time.GetUtcNow(), chain.Selector.ToString());
        // Those that wait for the unpausing are not woken one by one: the hub is asked once for all of them.
        _paused = _paused && await IsPausedAsync(ct);
        await using var session = store.QuerySession();
        var waiting = session
            .Query<QueuedMintView>()
            .Where(mint => mint.Standing == QueueStanding.Ready && mint.Hub == at && mint.ReadyAt <= now);
        var ready = await (_paused ? waiting.Where(mint => !mint.Paused) : waiting)
            .OrderBy(mint => mint.ReadyAt)
            .Take(settings.MaxItems)
            .ToListAsync(ct);
        return ready.Count == settings.MaxItems || ready.Any(mint => now - mint.ReadyAt >= settings.MaxWait)
            ? ready
            : [];
    }

    private async Task<bool> IsPausedAsync(CancellationToken ct) =>
        QLStakeHub.MintsPausedCall.DecodeResult(
            await chain.Rpc.Call(new(hub, new QLStakeHub.MintsPausedCall().Encode()), BlockRef.Latest, ct)
        );

    private async Task<IReadOnlyList<ExecuteMint>> OrdersAsync(IEnumerable<QueuedMintView> ready, CancellationToken ct)
    {
        await using var unit = streams.Open();
        var orders = new List<ExecuteMint>();
        foreach (var mint in ready)
            orders.Add((await unit.LoadAsync<QueuedMint>(mint.Id, ct)).Order!);
        return orders;
    }

    private Task SettleAsync(
        IReadOnlyList<ExecuteMint> orders,
        IReadOnlyList<Outcome> outcomes,
        CancellationToken ct
    ) =>
        streams.RunAsync(
            async unit =>
            {
                foreach (var (order, outcome) in orders.Zip(outcomes).Where(pair => pair.Second is not Outcome.Taken))
                    await unit.DecideAsync<QueuedMint>(
                        QueuedMint.Stream(order.StakeId),
                        mint => QueueRule.Settle(mint, batch: null, outcome, time.GetUtcNow()),
                        ct
                    );
            },
            ct
        );

    /// <summary>Claims, nonce and signed transaction are one transaction of the store.</summary>
    private async Task<string?> PrepareAsync(List<ExecuteMint> orders, GasFees fees, CancellationToken ct)
    {
        var count = await chain.Rpc.GetTransactionCount(transactions.Account, BlockRef.Latest, ct);
        var data = MintCalls.Of(orders);
        string? made = null;
        await streams.RunAsync(
            async unit =>
            {
                made = null;
                var now = time.GetUtcNow();
                // One that moved on since it was simulated: the batch is made anew.
                if (!await AreReadyAsync(unit, orders, now, ct))
                    return;
                var (id, nonce) = await NonceClaim.TakeAsync(unit, chain.Selector, transactions.Account, count, ct);
                var attempt = await transactions.SignAsync(Transaction(nonce, fees, orders.Count, data), ct);
                var items = orders.Select(order => new BatchItem(order.StakeId, order.Round)).ToList();
                await unit.AppendAsync<Batch>(
                    Batch.Stream(id),
                    [new BatchPrepared(id, chain.Selector, transactions.Account, nonce, items, attempt, now)],
                    ct
                );
                foreach (var order in orders)
                    await unit.DecideAsync<QueuedMint>(
                        QueuedMint.Stream(order.StakeId),
                        mint => QueueRule.Claim(mint, id, now),
                        ct
                    );
                made = id;
            },
            ct
        );
        return made;
    }

    private static async Task<bool> AreReadyAsync(
        Streams unit,
        List<ExecuteMint> orders,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        foreach (var order in orders)
        {
            var mint = await unit.LoadAsync<QueuedMint>(QueuedMint.Stream(order.StakeId), ct);
            if (mint.Order!.Round != order.Round || !QueueRule.IsReady(mint, now))
                return false;
        }
        return true;
    }

    private Eip1559Transaction Transaction(ulong nonce, GasFees fees, int mints, byte[] data) =>
        new()
        {
            ChainId = chain.Rpc.ChainId,
            Nonce = nonce,
            MaxFeePerGas = fees.Max.Value,
            MaxPriorityFeePerGas = fees.Priority.Value,
            GasLimit = MintCalls.Gas(mints, data, settings.GasPerMint),
            To = hub,
            Data = data,
        };
}
