using System.Diagnostics.Metrics;

namespace QLStake.Hosting;

/// <summary>A gauge whose values are looked up now and then, and hold until the next look.</summary>
public sealed class SampledGauge
{
    private IReadOnlyCollection<Measurement<double>> _values = [];

    public SampledGauge(string name, string? unit, string description) =>
        Telemetry.Meter.CreateObservableGauge(name, () => Volatile.Read(ref _values), unit, description);

    /// <summary>All values there are; a series that is not among them ends.</summary>
    public void Tell(IEnumerable<Measurement<double>> values) => Volatile.Write(ref _values, [.. values]);

    /// <summary>Nothing is known: no value is better than an old one.</summary>
    public void Forget() => Tell([]);
}
