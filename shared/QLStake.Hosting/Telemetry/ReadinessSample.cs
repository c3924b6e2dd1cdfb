namespace QLStake.Hosting;

/// <summary>What <c>/health/ready</c> says, as figures.</summary>
internal sealed class ReadinessSample(ServiceStatus status) : ISampled
{
    private static readonly SampledGauge Ready = new(
        "qlstake.ready",
        null,
        "1 where a part of the service can do its job, 0 where it cannot"
    );

    public TimeSpan Every { get; } = TimeSpan.FromSeconds(2);

    public IReadOnlyList<SampledGauge> Gauges => [Ready];

    public bool OfEveryReplica => true;

    public Task SampleAsync(CancellationToken ct)
    {
        Ready.Tell(status.Parts.Select(part => Measure.Of(part.Value.Ready ? 1 : 0, ("part", part.Key))));
        return Task.CompletedTask;
    }
}
