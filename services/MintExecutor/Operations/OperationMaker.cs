using Marten;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.MintExecutor;

/// <summary>Makes a transaction of each operation that is ready: tried first, signed and stored before anything is sent.</summary>
internal sealed class OperationMaker(
    ServedChain chain,
    Transactions transactions,
    ExecutorSettings settings,
    StreamsFactory streams,
    IDocumentStore store,
    TimeProvider time
)
{
    private const int AtOnce = 16;
    private readonly OperationSimulation _simulation = new(chain, transactions.Account, settings.GasPerOperation, time);

    /// <returns>The stored batches, each with one operation, to be sent.</returns>
    public async Task<IReadOnlyList<string>> MakeAsync(CancellationToken ct)
    {
        var ready = await ReadyAsync(ct);
        if (ready.Count == 0)
            return [];
        var fees = await transactions.ProposeAsync(ct);
        var trials = await Task.WhenAll(ready.Select(operation => _simulation.RunAsync(operation.Order!, ct)));
        var made = new List<string>();
        foreach (var (operation, trial) in ready.Zip(trials))
        {
            var outcome = trial.Outcome is Outcome.Taken && fees is null ? settings.TooExpensive() : trial.Outcome;
            if (outcome is not Outcome.Taken)
                await SettleAsync(operation.Order!, outcome, ct);
            else if (await PrepareAsync(operation, trial, fees!.Value, ct) is { } batch)
                made.Add(batch);
        }
        return made;
    }

    /// <summary>What may be sent now, the longest ready first.</summary>
    private async Task<IReadOnlyList<QueuedOperation>> ReadyAsync(CancellationToken ct)
    {
        var (now, at) = (time.GetUtcNow(), chain.Selector.ToString());
        await using var session = store.QuerySession();
        var rows = await session
            .Query<OperationView>()
            .Where(row => row.Standing == QueueStanding.Ready && row.Chain == at && row.ReadyAt <= now)
            .OrderBy(row => row.ReadyAt)
            .Take(AtOnce)
            .ToListAsync(ct);
        await using var unit = streams.Open();
        var ready = new List<QueuedOperation>();
        foreach (var row in rows)
            ready.Add(await unit.LoadAsync<QueuedOperation>(row.Id, ct));
        return ready;
    }

    private Task SettleAsync(OperationOrder order, Outcome outcome, CancellationToken ct) =>
        streams.RunAsync(
            async unit =>
                await unit.DecideAsync<QueuedOperation>(
                    order.Name.Stream(),
                    operation => QueueRule.Settle(operation, batch: null, outcome, time.GetUtcNow()),
                    ct
                ),
            ct
        );

    /// <summary>Claim, nonce and signed transaction are one transaction of the store.</summary>
    private async Task<string?> PrepareAsync(QueuedOperation tried, Trial trial, GasFees fees, CancellationToken ct)
    {
        var order = tried.Order!;
        var count = await chain.Rpc.GetTransactionCount(transactions.Account, BlockRef.Latest, ct);
        string? made = null;
        await streams.RunAsync(
            async unit =>
            {
                made = null;
                var now = time.GetUtcNow();
                var current = await unit.LoadAsync<QueuedOperation>(order.Name.Stream(), ct);
                // One that moved on since it was tried is tried anew.
                if (current.Order != order || !QueueRule.IsReady(current, now))
                    return;
                var claim = await NonceClaim.TakeAsync(unit, chain.Selector, transactions.Account, count, ct);
                var attempt = await transactions.SignAsync(Transaction(order, trial, fees, claim.Nonce), ct);
                await unit.AppendAsync<Batch>(
                    Batch.Stream(claim.BatchId),
                    [
                        new BatchPrepared(
                            claim.BatchId,
                            chain.Selector,
                            transactions.Account,
                            claim.Nonce,
                            [],
                            attempt,
                            now
                        )
                        {
                            Operation = order.Name,
                        },
                    ],
                    ct
                );
                await unit.DecideAsync<QueuedOperation>(
                    order.Name.Stream(),
                    operation => QueueRule.Claim(operation, claim.BatchId, now),
                    ct
                );
                made = claim.BatchId;
            },
            ct
        );
        return made;
    }

    private Eip1559Transaction Transaction(OperationOrder order, Trial trial, GasFees fees, ulong nonce) =>
        new()
        {
            ChainId = chain.Rpc.ChainId,
            Nonce = nonce,
            MaxFeePerGas = fees.Max.Value,
            MaxPriorityFeePerGas = fees.Priority.Value,
            GasLimit = trial.Gas,
            To = order.To,
            Value = trial.Value,
            Data = Hex.Decode(order.Data),
        };
}
