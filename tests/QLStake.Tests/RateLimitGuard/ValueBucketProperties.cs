using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using QLStake.Contracts;
using QLStake.RateLimitGuard;
using Shouldly;
using static QLStake.Tests.RateLimitGuard.GuardGiven;

namespace QLStake.Tests.RateLimitGuard;

public sealed class ValueBucketProperties
{
    [Property(MaxTest = 300)]
    public void Over_any_run_of_seconds_at_most_capacity_and_its_refill_are_scheduled(
        PositiveInt capacity,
        PositiveInt refill,
        NonEmptyArray<(byte Pause, ushort Amount)> arrivals
    )
    {
        var limits = Limits((ulong)capacity.Get, (ulong)refill.Get);
        var scheduled = Schedule(limits, arrivals.Get);

        for (var first = 0; first < scheduled.Count; first++)
        {
            var sum = 0UL;
            for (var last = first; last < scheduled.Count; last++)
            {
                sum += (ulong)scheduled[last].Amount.Value;
                var seconds = (ulong)(scheduled[last].Until - scheduled[first].Until).TotalSeconds + 1;
                sum.ShouldBeLessThanOrEqualTo((ulong)capacity.Get + (ulong)refill.Get * seconds);
            }
        }
    }

    [Property(MaxTest = 300)]
    public void Until_follows_the_order_of_arrival_and_never_lies_in_the_past(
        PositiveInt capacity,
        PositiveInt refill,
        NonEmptyArray<(byte Pause, ushort Amount)> arrivals
    )
    {
        var scheduled = Schedule(Limits((ulong)capacity.Get, (ulong)refill.Get), arrivals.Get);

        scheduled.ShouldAllBe(each => each.Until >= each.At);
        scheduled.Zip(scheduled.Skip(1)).ShouldAllBe(pair => pair.First.Until <= pair.Second.Until);
    }

    [Property(MaxTest = 300)]
    public void An_empty_bucket_takes_its_whole_capacity_at_once(PositiveInt capacity, PositiveInt refill) =>
        ValueBucket
            .Reserve(
                Bucket.Initial,
                Limits((ulong)capacity.Get, (ulong)refill.Get),
                default,
                new((ulong)capacity.Get),
                HubTime
            )!
            .Until.ShouldBe(HubTime);

    [Property(MaxTest = 300)]
    public void A_clock_that_falls_back_gives_nothing_away(PositiveInt amount, ushort back)
    {
        var limits = Limits(capacity: (ulong)amount.Get, refill: 1);
        var first = ValueBucket.Reserve(Bucket.Initial, limits, default, new((ulong)amount.Get), HubTime)!;
        var second = ValueBucket.Reserve(
            Bucket.Initial.Apply(first),
            limits,
            default,
            new(1UL),
            HubTime.AddSeconds(-back)
        )!;

        second.Until.ShouldBe(HubTime.AddSeconds(1));
    }

    /// <summary>Arrivals as the guard lets them through: none above the capacity.</summary>
    private static List<CapacityReserved> Schedule(LaneLimits limits, IEnumerable<(byte Pause, ushort Amount)> arrivals)
    {
        var (bucket, now, scheduled) = (Bucket.Initial, HubTime, new List<CapacityReserved>());
        foreach (var (pause, amount) in arrivals)
        {
            now = now.AddSeconds(pause % 16);
            if (amount > limits.Capacity.Value)
                continue;
            if (ValueBucket.Reserve(bucket, limits, default, new Assets((ulong)amount), now) is not { } reserved)
                continue;
            scheduled.Add(reserved);
            bucket = bucket.Apply(reserved);
        }
        return scheduled;
    }
}
