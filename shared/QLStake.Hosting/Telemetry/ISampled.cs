namespace QLStake.Hosting;

/// <summary>Something that has to be looked up before it can be measured: in the database, or on a chain.</summary>
public interface ISampled
{
    /// <summary>How often it is worth its price.</summary>
    TimeSpan Every { get; }

    /// <summary>What the look fills; forgotten when it fails.</summary>
    IReadOnlyList<SampledGauge> Gauges { get; }

    /// <summary>Whether a replica that stands by tells it too. What all of them would find alike, one tells.</summary>
    bool OfEveryReplica => false;

    Task SampleAsync(CancellationToken ct);
}
