using System.Diagnostics.Metrics;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>What the executor measures by chain, and the spans it adds to each stake's own trace.</summary>
internal static class ExecutorMetrics
{
    private static readonly Histogram<int> Mints = Telemetry.Meter.CreateHistogram<int>(
        "qlstake.executor.batch.mints",
        "{mint}",
        "Mints of a batch that was sent"
    );

    private static readonly Histogram<long> Gas = Telemetry.Meter.CreateHistogram<long>(
        "qlstake.executor.batch.gas",
        "{gas}",
        "Gas that a mined batch used"
    );

    private static readonly Counter<long> Operations = Telemetry.Meter.CreateCounter<long>(
        "qlstake.executor.operations",
        "{operation}",
        "Refunds, releases, heartbeats and flushes, by kind and by what became of them"
    );

    private static readonly Histogram<long> OperationGas = Telemetry.Meter.CreateHistogram<long>(
        "qlstake.executor.operation.gas",
        "{gas}",
        "Gas that a mined operation used, by kind"
    );

    private static readonly Histogram<long> Flushed = Telemetry.Meter.CreateHistogram<long>(
        "qlstake.executor.flush.leaves",
        "{leaf}",
        "Leaves of a batch when it was decided to send it, by reason"
    );

    private static readonly Counter<double> Spent = Telemetry.Meter.CreateCounter<double>(
        "qlstake.executor.spent",
        "{coin}",
        "Native coin spent on gas, whole coins, by chain, account and kind of call"
    );

    private static readonly Counter<long> Replaced = Telemetry.Meter.CreateCounter<long>(
        "qlstake.executor.replacements",
        "{transaction}",
        "Transactions sent again at higher fees, by chain"
    );

    public static void Note(string chain, Batch batch, IEnumerable<object> events)
    {
        foreach (var @event in events)
        {
            Cost(chain, batch.Plan!, @event);
            if (batch.Plan!.Operation is { } operation)
                Note(chain, operation.Kind, @event);
            else if (@event is BatchSent)
                Mints.Record(batch.Plan.Items.Count, Chain(chain));
            else if (@event is BatchMined mined)
                Gas.Record((long)mined.GasUsed, Chain(chain));
            Trace(batch, @event);
        }
    }

    public static void Note(string chain, FlushDecided decided) =>
        Flushed.Record(decided.Count, Chain(chain), new("reason", decided.Reason.ToString()));

    /// <summary>What is mined was under way since it was sent. A refund is part of its stake's life.</summary>
    private static void Trace(Batch batch, object @event)
    {
        var stakes = batch.Plan!.Items.Select(item => item.StakeId);
        if (
            batch.Plan.Operation is { Kind: OperationKind.Refund } refund
            && B256.TryParse(refund.Id.Split('-')[^1], out var stake)
        )
            stakes = stakes.Append(new(stake));
        foreach (var id in stakes)
        {
            var since = @event is BatchMined ? batch.SentAt ?? default : default;
            using var span = StakeTrace.Transition(id, $"executor {@event.GetType().Name}", since: since);
            span?.SetTag("qlstake.batch", batch.Plan.BatchId).SetTag("qlstake.operation", batch.Plan.Operation?.Id);
        }
    }

    private static void Cost(string chain, BatchPrepared plan, object @event)
    {
        if (@event is BatchRepriced)
            Replaced.Add(1, Chain(chain));
        if (@event is BatchMined mined)
            Spent.Add(
                (double)(mined.EffectiveGasPrice.Value * (U256)mined.GasUsed) / 1e18,
                Chain(chain),
                new("account", plan.Account.ToString()),
                new("kind", plan.Operation?.Kind.ToString() ?? "Mint")
            );
    }

    private static void Note(string chain, OperationKind kind, object @event)
    {
        var (where, what) = (Chain(chain), new KeyValuePair<string, object?>("kind", kind.ToString()));
        if (@event is BatchSent)
            Operations.Add(1, where, what, new("became", "sent"));
        if (@event is not BatchMined mined)
            return;
        Operations.Add(1, where, what, new("became", mined.Succeeded ? "mined" : "failed"));
        OperationGas.Record((long)mined.GasUsed, where, what);
    }

    private static KeyValuePair<string, object?> Chain(string chain) => new("chain", chain);
}
