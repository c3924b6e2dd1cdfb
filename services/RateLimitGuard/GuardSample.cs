using Marten;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>How full the buckets are now, and how much waits for a human.</summary>
internal sealed class GuardSample(IDocumentStore store, Policy policy, TimeProvider time) : ISampled
{
    private static readonly SampledGauge Fill = new(
        "qlstake.guard.bucket.fill",
        "1",
        "What has not drained of a lane's bucket, as part of its capacity, by lane and asset; above 1 while mints wait"
    );

    private static readonly SampledGauge Queued = new(
        "qlstake.guard.bucket.waiting",
        "{mint}",
        "Mints with a reserved moment that had not come at the last reservation, by lane and asset"
    );

    private static readonly SampledGauge Held = new(
        "qlstake.guard.held",
        "{mint}",
        "Mints that wait for a human's decision, by lane"
    );

    public TimeSpan Every { get; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<SampledGauge> Gauges => [Fill, Queued, Held];

    public async Task SampleAsync(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var buckets = (await session.Query<BucketView>().ToListAsync(ct)).ToDictionary(bucket => bucket.Id);
        var now = time.GetUtcNow();
        Fill.Tell(policy.Lanes.Select(lane => Of(lane, FillOf(lane, buckets.GetValueOrDefault(lane.Bucket), now))));
        Queued.Tell(policy.Lanes.Select(lane => Of(lane, buckets.GetValueOrDefault(lane.Bucket)?.Waiting ?? 0)));
        var held = await session.Query<MintView>().Where(mint => mint.Standing == MintStanding.Held).ToListAsync(ct);
        Held.Tell(
            policy
                .Lanes.Select(limits => limits.Lane)
                .Distinct()
                .Select(lane => Measure.Of(held.Count(mint => mint.Item?.Lane == lane), ("lane", lane.ToString())))
        );
    }

    /// <summary>Buckets drain by the hub's clock; between its blocks ours is near enough for a figure.</summary>
    private static double FillOf(LaneLimits limits, BucketView? bucket, DateTimeOffset now)
    {
        if (bucket is null || limits.Capacity.Value.IsZero)
            return 0;
        var level = ValueBucket.LevelAt(Bucket.Initial with { Level = bucket.Level, At = bucket.At }, limits, now);
        return (double)level.Value / (double)limits.Capacity.Value;
    }

    private static System.Diagnostics.Metrics.Measurement<double> Of(LaneLimits limits, double value) =>
        Measure.Of(value, ("lane", limits.Lane.ToString()), ("asset", limits.Asset.ToString()));
}
