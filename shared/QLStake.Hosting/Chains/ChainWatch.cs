using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace QLStake.Hosting;

/// <summary>Looks at every configured chain now and then: whether it answers, is the right one, and holds our contracts.</summary>
public sealed class ChainWatch(
    IReadOnlyList<ConfiguredChain> chains,
    ServiceStatus status,
    TimeProvider time,
    ILogger<ChainWatch> log
) : BackgroundService
{
    private static readonly TimeSpan WhileWell = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WhileIll = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var chain in chains)
            status.Ill(PartOf(chain), "Not yet read.");
        return Task.WhenAll(chains.Select(chain => WatchAsync(chain, stoppingToken)));
    }

    private async Task WatchAsync(ConfiguredChain chain, CancellationToken ct)
    {
        for (var known = false; !ct.IsCancellationRequested; )
        {
            var well = await IsWellAsync(chain, known, ct);
            known |= well;
            await Task.Delay(well ? WhileWell : WhileIll, time, ct);
        }
    }

    /// <param name="known">Its contracts were found to be the right ones.</param>
    private async Task<bool> IsWellAsync(ConfiguredChain chain, bool known, CancellationToken ct)
    {
        try
        {
            await chain.FindContractsAsync(ct);
            if (!known)
                await chain.RequireIdentityAsync(chains.Select(other => other.Selector), ct);
            status.Well(PartOf(chain));
            return true;
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            var cause = chain.Explain(error);
            if (status.Ill(PartOf(chain), cause))
                log.LogWarning("{Cause}", cause);
            return false;
        }
    }

    private static string PartOf(ConfiguredChain chain) => $"chain {chain.Settings.Name}";
}
