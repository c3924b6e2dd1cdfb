using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>Compares every chain's books on a schedule, by one instance at a time; a difference fails readiness until it is gone.</summary>
public sealed class ReconcileSchedule(
    Reconciler reconciler,
    FeeChains chains,
    BookSettings settings,
    Leases leases,
    ServiceStatus status,
    TimeProvider time,
    ILogger<ReconcileSchedule> log
) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        leases.HoldAsync("reconcile", RunAsync, stoppingToken);

    private async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(settings.ReconcileEvery, time, ct);
            foreach (var chain in chains.All)
                await ReconcileAsync(chain, ct);
        }
    }

    private async Task ReconcileAsync(ConfiguredChain chain, CancellationToken ct)
    {
        var part = $"books of {chain.Name}";
        try
        {
            var found = await reconciler.ReconcileAtAsync(chain, null, ct);
            if (found.Agrees)
                status.Well(part);
            else
                Complain(
                    part,
                    $"The books of {chain.Name} differ from the chain at block {found.Height.Number}: see GET /reconciliations."
                );
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            Complain(part, $"The books of {chain.Name} could not be compared: {error.Message}");
        }
    }

    private void Complain(string part, string cause)
    {
        if (status.Ill(part, cause))
            log.LogError("{Cause}", cause);
    }
}
