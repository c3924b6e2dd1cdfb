using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace QLStake.Hosting;

/// <summary>Looks up what is sampled. A look that fails costs its figures and nothing else.</summary>
internal sealed class MetricSampler(
    IEnumerable<ISampled> sampled,
    TimeProvider time,
    ILogger<MetricSampler> log,
    Replica? replica = null
) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(sampled.Select(one => RepeatAsync(one, stoppingToken)));

    private async Task RepeatAsync(ISampled one, CancellationToken ct)
    {
        for (string? known = null; !ct.IsCancellationRequested; )
        {
            var cause = await TryAsync(one, ct);
            if (cause is not null && cause != known)
                log.LogWarning("{Figures} cannot be measured now: {Cause}", one.GetType().Name, cause);
            known = cause;
            await Task.Delay(one.Every, time, ct);
        }
    }

    /// <returns>Why it failed, where that is not said elsewhere.</returns>
    private async Task<string?> TryAsync(ISampled one, CancellationToken ct)
    {
        try
        {
            if (replica is { Works: false } && !one.OfEveryReplica)
                Forget(one);
            else
                await one.SampleAsync(ct);
            return null;
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            Forget(one);
            return DatabaseErrors.IsAway(error) ? null : error.Message;
        }
    }

    private static void Forget(ISampled one)
    {
        foreach (var gauge in one.Gauges)
            gauge.Forget();
    }
}
