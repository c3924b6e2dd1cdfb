using FsCheck;
using FsCheck.Xunit;
using QLStake.Contracts;
using QLStake.Protocol.Limits;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Protocol;

public sealed class TokenBucketProperties
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Property]
    public void The_second_it_names_is_the_first_that_serves(
        ushort capacity,
        byte refill,
        byte items,
        byte perHour,
        ushort taken,
        ushort needed
    )
    {
        var bucket = TokenBucket.Empty.Configure(Limits(capacity, refill, items, perHour), Start);
        bucket = bucket.Take(Amount(taken), Start) ?? bucket;
        if (bucket.RetryAt(Amount(needed), Start) is { } at)
        {
            bucket.Take(Amount(needed), at).ShouldNotBeNull();
            bucket
                .Take(Amount(needed), at.AddSeconds(-1))
                .ShouldBe(at == Start ? bucket.Take(Amount(needed), Start) : null);
        }
        else
        {
            bucket.Take(Amount(needed), Start.AddYears(1000)).ShouldBeNull();
        }
    }

    [Property]
    public void Looking_at_it_on_the_way_changes_nothing(
        ushort capacity,
        byte refill,
        byte lowered,
        uint first,
        uint second
    )
    {
        var bucket = TokenBucket
            .Empty.Configure(Limits(capacity, refill, 9, 9), Start)
            .Lower(Limits(lowered, (byte)(refill / 2), 3, 3), Start);
        var (between, end) = (Start.AddSeconds(first), Start.AddSeconds((double)first + second));
        var looked = bucket with { Level = bucket.HeldAt(between), At = between };
        looked.HeldAt(end).ShouldBe(bucket.HeldAt(end));
    }

    [Fact]
    public void Lowering_lapses_after_seven_days_and_never_adds()
    {
        var bucket = TokenBucket
            .Empty.Configure(Limits(1000, 10, 5, 60), Start)
            .Lower(Limits(100, 255, 50, 255), Start);
        bucket.LimitsAt(Start).ShouldBe(Limits(100, 10, 5, 60));
        bucket.Level.ShouldBe(new BucketLevel(Amount(100), 5 * BucketLevel.Item));
        bucket.Take(Amount(101), Start).ShouldBeNull();
        bucket.RetryAt(Amount(101), Start).ShouldBe(Start.AddDays(7).AddSeconds(1));
        bucket.LimitsAt(Start.AddDays(7)).ShouldBe(Limits(1000, 10, 5, 60));
        bucket.HeldAt(Start.AddDays(7).AddSeconds(3)).Value.ShouldBe(Amount(130));
    }

    [Fact]
    public void A_time_that_goes_back_takes_nothing_back()
    {
        var bucket = TokenBucket.Empty.Configure(Limits(1000, 10, 5, 60), Start).Take(Amount(400), Start)!;
        bucket.HeldAt(Start.AddDays(-1)).ShouldBe(bucket.Level);
        bucket.Take(Amount(1), Start.AddDays(-1))!.At.ShouldBe(Start);
        bucket.RetryAt(Amount(700), Start.AddDays(-1)).ShouldBe(Start.AddSeconds(10));
    }

    [Fact]
    public void Items_run_out_before_value_does()
    {
        var bucket = TokenBucket.Empty.Configure(Limits(1000, 0, 1, 60), Start).Take(Amount(1), Start)!;
        bucket.Take(Amount(1), Start.AddSeconds(59)).ShouldBeNull();
        bucket.RetryAt(Amount(1), Start).ShouldBe(Start.AddSeconds(60));
        bucket.RetryAt(Amount(1000), Start).ShouldBeNull();
    }

    private static BucketLimits Limits(ulong capacity, ulong refill, uint items, uint perHour) =>
        new(Amount(capacity), Amount(refill), items, perHour);

    private static Assets Amount(ulong amount) => new(amount);
}
