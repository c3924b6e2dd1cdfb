using Marten;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.ChainWatcher;

/// <summary>One worker per chain.</summary>
internal sealed class ChainWorkers(
    IReadOnlyList<ChainSettings> chains,
    IDocumentStore store,
    StreamsFactory streams,
    ServiceStatus status,
    TimeProvider time,
    ILogger<ChainWorkers> log
) : IWork
{
    public IEnumerable<string> Parts => chains.Select(PartOf);

    public Task RunAsync(CancellationToken ct)
    {
        foreach (var part in Parts)
            status.Ill(part, "Not yet read.");
        return Task.WhenAll(chains.Select((chain, index) => WatchAsync(chain, index, ct)));
    }

    private static string PartOf(ChainSettings chain) => $"chain {chain.Name}";

    private async Task WatchAsync(ChainSettings settings, int index, CancellationToken ct)
    {
        var options = settings.ClientOptions(index);
        await using var chain = EvmChain.Create(options, time);
        await using var heads = HeadSignal.Start(options, time);
        var part = PartOf(settings);
        var configured = new ConfiguredChain(settings, index, chain);
        var worker = new ChainWorker(chains, index, chain, new(settings, store, streams));
        for (var failures = 0; ; )
            failures = await TurnAsync(configured, worker, heads, part, failures, ct);
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
