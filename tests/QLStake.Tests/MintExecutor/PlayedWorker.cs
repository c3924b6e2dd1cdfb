using QLStake.Evm;
using QLStake.Hosting;
using QLStake.MintExecutor;
using static QLStake.Tests.MintExecutor.ExecutorGiven;

namespace QLStake.Tests.MintExecutor;

/// <summary>The worker of one account with one thing to do, by the very rules it uses.</summary>
internal sealed class PlayedWorker<TItem>(TItem item, PlayedChain chain)
    where TItem : class, IState<TItem>, IQueued
{
    public TItem Item { get; private set; } = item;

    public Dictionary<ulong, Batch> Batches { get; } = [];

    public void Turn(DateTimeOffset now)
    {
        foreach (var (nonce, batch) in Batches.ToList())
            Batches[nonce] = Step(batch, now);
        if (!QueueRule.IsReady(Item, now))
            return;
        var next = Math.Max(chain.Count, Batches.Keys.Select(nonce => nonce + 1).DefaultIfEmpty().Max());
        Batches[next] = Item is QueuedOperation ? PreparedOperation(next, $"b{next}") : Prepared(next, $"b{next}");
        Decide(QueueRule.Claim(Item, $"b{next}", now));
    }

    private Batch Step(Batch batch, DateTimeOffset now)
    {
        var id = batch.Plan!.BatchId;
        var receipt = Reconcile.NeedsReceipt(batch, chain.Count, chain.Finalized) ? chain.ReceiptOf(batch) : null;
        var seen = new BatchSight(chain.Count, chain.FinalCount, chain.Finalized, receipt);
        switch (Reconcile.Next(batch, seen, now, Patience))
        {
            case NextStep.Send:
                return batch.Apply(new BatchSent(id, batch.Newest.TxHash, now));
            case NextStep.Reprice:
                return batch.Apply(new BatchRepriced(id, Attempt((byte)(batch.Attempts.Count + 1)), now));
            case NextStep.Mine:
                var mined = Outcomes(batch, receipt!, now)(Item);
                Decide(mined is null ? [] : QueueRule.Settle(Item, id, mined, now));
                return batch.Apply(Mined(id, receipt!));
            case NextStep.Unmine:
                Decide(QueueRule.Unmine(Item, id));
                return batch.Apply(new BatchUnmined(id, batch.Mined!.BlockHash));
            case NextStep.Finish:
                Decide(QueueRule.Finish(Item, id, batch.Mined!.TxHash, now));
                return batch.Apply(new BatchFinalized(id, batch.Plan.Nonce));
            case NextStep.GiveUp:
                Decide(QueueRule.Settle(Item, id, new Outcome.Delay("lost", now), now));
                return batch.Apply(new BatchLost(id, batch.Plan.Nonce, ""));
            default:
                return batch;
        }
    }

    private void Decide(IEnumerable<object> events) => Item = Fold(Item, events);

    private static Func<IQueued, Outcome?> Outcomes(Batch batch, TransactionReceipt receipt, DateTimeOffset now) =>
        batch.Plan!.Operation is null
            ? _ => new Outcome.Taken()
            : MinedOutcomes.Of(batch, receipt, ExecutorGiven.Account, now);

    private static BatchMined Mined(string id, TransactionReceipt receipt) =>
        new(id, receipt.TransactionHash, receipt.BlockNumber, receipt.BlockHash, receipt.Succeeded, 1, default);
}
