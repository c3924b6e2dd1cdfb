using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>Whether everything that backs shares is locked, straight from the contracts.</summary>
internal sealed class SolvencySample(SolvencyReader reader) : ISampled
{
    private static readonly SampledGauge Gap = new(
        "qlstake.solvency.gap",
        "{asset}",
        "Backing at the hub beyond what the satellite has locked, whole assets, by chain and asset; anything above 0 is an emergency"
    );

    private static readonly SampledGauge Locked = new(
        "qlstake.solvency.locked",
        "{asset}",
        "What the satellite's counter says is locked, whole assets, by chain and asset"
    );

    private static readonly SampledGauge Backing = new(
        "qlstake.solvency.backing",
        "{asset}",
        "What the hub's counter says stands behind shares, whole assets, by chain and asset"
    );

    public TimeSpan Every { get; } = TimeSpan.FromSeconds(15);

    public IReadOnlyList<SampledGauge> Gauges => [Gap, Locked, Backing];

    public async Task SampleAsync(CancellationToken ct)
    {
        var coverage = await reader.ReadAsync(ct);
        Gap.Tell(coverage.Select(asset => Of(asset, asset.Gap)));
        Locked.Tell(coverage.Select(asset => Of(asset, asset.Locked)));
        Backing.Tell(coverage.Select(asset => Of(asset, asset.Backing)));
    }

    private static System.Diagnostics.Metrics.Measurement<double> Of(Coverage coverage, U256 amount) =>
        Measure.Of((double)amount / 1e18, ("chain", coverage.Chain.Name), ("asset", coverage.Asset.ToString()));
}
