using Microsoft.Extensions.Logging;
using QLStake.Contracts;
using QLStake.Hosting;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.MintExecutor;

/// <summary>Sees that no open batch waits longer than promised. What it decides is sent like every other operation.</summary>
internal sealed class FlushKeeper(
    ServedChain chain,
    FlushPlan plan,
    FlushReader reader,
    StreamsFactory streams,
    ServiceStatus status,
    TimeProvider time,
    ILogger<FlushKeeper> log
)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly HashSet<FlushTarget> _targets = [.. plan.Known];
    private DateTimeOffset _next;
    private string _said = ServiceStatus.AllWell;

    /// <summary>Under which name it says how it is.</summary>
    public string Part { get; } = $"batches {chain.Name}";

    /// <exception cref="QLStake.Evm.RpcException">The chain cannot be read.</exception>
    public async Task LookAsync(CancellationToken ct)
    {
        if ((_targets.Count == 0 && plan.Stakes is null) || time.GetUtcNow() < _next)
            return;
        _next = time.GetUtcNow() + Pause;
        var targets = _targets.ToList();
        var (batches, current) = await reader.ReadAsync(targets, ct);
        // The satellite may send to a hub that the configuration does not name.
        if (current is { } hub)
            _targets.UnionWith(plan.ToHub(hub.Selector, hub.Hub));
        var complaints = new List<string>();
        foreach (var (target, batch) in targets.Zip(batches).Where(pair => pair.Second.Count > 0))
            if (await KeepAsync(target, batch, ct) is { } complaint)
                complaints.Add(complaint);
        Say(complaints);
    }

    /// <returns>What an operator must know, or null.</returns>
    private async Task<string?> KeepAsync(FlushTarget target, OpenBatch batch, CancellationToken ct)
    {
        if (await HasDecidedAsync(target, batch, ct) || await chain.Rpc.GetHeader(BlockRef.Latest, ct) is not { } head)
            return null;
        var (terms, blockTime) = (plan.TermsOf(target), ChainClock.Moment(head.Timestamp));
        // Before it is full or due, only a fee that may be cheap enough is worth asking for.
        if (terms.CheapBelow is null && batch.Count < terms.FullAt && blockTime < batch.OpenedAt + terms.MaxWait)
            return null;
        var price = await reader.PriceAsync(target, batch, ct);
        if (price.Refusal is { } refusal)
            return blockTime < batch.OpenedAt + terms.MaxWait
                ? null
                : $"A batch of {batch.Count} on {chain.Name} cannot be sent: {refusal}. Trying again.";
        var quote = new FlushQuote(price.CcipFee, price.ToPay, new(head.BaseFeePerGas ?? U256.Zero));
        switch (FlushRule.Decide(batch, quote, terms, blockTime))
        {
            case FlushDecision.Flush flush:
                await WriteAsync(target, batch, flush.Reason, quote, price.DirectFee, ct);
                return null;
            case FlushDecision.Wait wait:
                return wait.Complaint;
            default:
                return null;
        }
    }

    private async Task<bool> HasDecidedAsync(FlushTarget target, OpenBatch batch, CancellationToken ct)
    {
        await using var unit = streams.Open();
        return (await unit.LoadAsync<FlushLine>(target.Stream, ct)).HasDecided(batch.Generation);
    }

    private async Task WriteAsync(
        FlushTarget target,
        OpenBatch batch,
        FlushReason reason,
        FlushQuote quote,
        Wei? direct,
        CancellationToken ct
    )
    {
        var now = time.GetUtcNow();
        var order = target.Order(batch, quote, plan.TermsOf(target));
        var decided = new FlushDecided(
            target.Kind,
            target.Chain,
            target.Contract,
            target.Destination,
            target.Asset,
            batch.Generation,
            reason,
            batch.Count,
            batch.Total,
            quote.CcipFee,
            quote.ToPay,
            direct,
            direct is { } fee ? FlushRule.SavedPerStakeDown(fee, quote.CcipFee, batch.Count) : null,
            batch.OpenedAt,
            now
        );
        await streams.RunAsync(
            async unit =>
            {
                await unit.DecideAsync<FlushLine>(
                    target.Stream,
                    line => line.HasDecided(batch.Generation) ? [] : [decided],
                    ct
                );
                await unit.DecideAsync<QueuedOperation>(
                    order.Name.Stream(),
                    operation =>
                        operation.Place.Standing == QueueStanding.Unknown
                            ? QueueRule.Take(operation, order, problem: null, now)
                            : [],
                    ct
                );
            },
            ct
        );
        ExecutorMetrics.Note(chain.Name, decided);
    }

    private void Say(List<string> complaints)
    {
        var said = complaints.Count == 0 ? ServiceStatus.AllWell : string.Join(' ', complaints);
        // Late, not lost: the service is ready all the same.
        status.Well(Part, said);
        if (complaints.Count > 0 && said != _said)
            log.LogWarning("{Complaints}", said);
        _said = said;
    }
}
