using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>Compares every chain's books on a schedule; a difference fails readiness until it is gone.</summary>
public sealed class ReconcileSchedule(
    Reconciler reconciler,
    FeeChains chains,
    BookSettings settings,
    ServiceStatus status,
    TimeProvider time,
    ILogger<ReconcileSchedule> log
) : IWork
{
    public IEnumerable<string> Parts => chains.All.Select(PartOf);

    public async Task RunAsync(CancellationToken ct)
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
        var part = PartOf(chain);
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

    private static string PartOf(ConfiguredChain chain) => $"books of {chain.Name}";

    private void Complain(string part, string cause)
    {
        if (status.Ill(part, cause))
            log.LogError("{Cause}", cause);
    }
}
