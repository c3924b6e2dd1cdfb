using Marten;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.ChainWatcher;

/// <summary>One worker per chain, each the only one of its chain: a second replica stands by.</summary>
internal sealed class ChainWorkers(
    IReadOnlyList<ChainSettings> chains,
    IDocumentStore store,
    StreamsFactory streams,
    Leases leases,
    ServiceStatus status,
    TimeProvider time,
    ILogger<ChainWorkers> log
) : BackgroundService
{
    /// <summary>Not ready is said before the first question about readiness can be answered.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var chain in chains)
            status.Ill(PartOf(chain), "Not yet read.");
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(chains.Select((chain, index) => WatchAsync(chain, index, stoppingToken)));

    private static string PartOf(ChainSettings chain) => $"chain {chain.Name}";

    private async Task WatchAsync(ChainSettings settings, int index, CancellationToken ct)
    {
        var options = settings.ClientOptions(index);
        await using var chain = EvmChain.Create(options, time);
        await using var heads = HeadSignal.Start(options, time);
        var part = PartOf(settings);
        var configured = new ConfiguredChain(settings, index, chain);
        // A new worker for each lease: while another replica held it, what ours knew has grown old.
        await leases.HoldAsync(
            $"chain-{settings.Selector}",
            held => RunAsync(configured, new(settings, index, chain, new(settings, store, streams)), heads, part, held),
            ct
        );
    }

    private async Task RunAsync(
        ConfiguredChain chain,
        ChainWorker worker,
        HeadSignal heads,
        string part,
        CancellationToken ct
    )
    {
        try
        {
            for (var failures = 0; ; )
                failures = await TurnAsync(chain, worker, heads, part, failures, ct);
        }
        finally
        {
            // Wherever the work was interrupted, also while it waited to try again.
            status.Ill(part, "Not read here: the lease is lost. It is asked for again.");
        }
    }

    /// <returns>How often in a row it has failed.</returns>
    private async Task<int> TurnAsync(
        ConfiguredChain chain,
        ChainWorker worker,
        HeadSignal heads,
        string part,
        int failures,
        CancellationToken ct
    )
    {
        try
        {
            await worker.CatchUpAsync(ct);
            status.Well(part);
            WatcherMetrics.Complete(chain.Name, time.GetUtcNow());
            await heads.Next(ct);
            return 0;
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            var cause = chain.Explain(error);
            if (status.Ill(part, error, cause))
                log.LogWarning("{Cause}", cause);
            await Task.Delay(TimeSpan.FromMilliseconds(250) * (2 << failures), time, ct);
            return Math.Min(failures + 1, 4);
        }
    }
}
