using QLStake.Localnet.Services;

namespace QLStake.Benchmarks.Localnet;

/// <summary>The services' use of the machine, read from outside.</summary>
internal sealed class Fleet(ServiceFleet services, TimeProvider time)
{
    /// <summary>What all of them have used.</summary>
    public TimeSpan Processor => TimeSpan.FromTicks(Look().Values.Sum(usage => usage.Processor.Ticks));

    /// <summary>Readiness after a start, a service alone while the others run.</summary>
    public async Task<IReadOnlyList<(string Service, TimeSpan Ready, TimeSpan Processor)>> RestartEachAsync(
        CancellationToken stop
    )
    {
        var figures = new List<(string, TimeSpan, TimeSpan)>();
        foreach (var service in services.All)
        {
            await service.StopAsync();
            var began = time.GetTimestamp();
            await service.StartAsync(stop);
            figures.Add((service.Name, time.GetElapsedTime(began), ProcessUsage.Of(service.ProcessId).Processor));
        }

        return figures;
    }

    public IReadOnlyDictionary<string, ProcessUsage> Look() =>
        services.All.ToDictionary(service => service.Name, service => ProcessUsage.Of(service.ProcessId));

    /// <summary>Processor time a second, while nothing is asked of them.</summary>
    public async Task<IReadOnlyDictionary<string, double>> IdleAsync(TimeSpan span, CancellationToken stop)
    {
        var (before, began) = (Look(), time.GetTimestamp());
        await Task.Delay(span, time, stop);
        var (after, took) = (Look(), time.GetElapsedTime(began));
        return after.ToDictionary(
            service => service.Key,
            service => (service.Value.Processor - before[service.Key].Processor) / took
        );
    }
}
