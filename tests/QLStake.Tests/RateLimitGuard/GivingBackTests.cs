using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using QLStake.Contracts;
using QLStake.RateLimitGuard;
using Shouldly;
using Xunit;
using static QLStake.Tests.RateLimitGuard.GuardGiven;

namespace QLStake.Tests.RateLimitGuard;

/// <summary>A stake that is rejected leaves its place to others, and nobody passes faster than the lane allows.</summary>
public sealed class GivingBackTests
{
    private static readonly LaneLimits Lane = Limits(capacity: 100, refill: 10);

    [Fact]
    public void The_last_in_the_queue_gives_its_whole_place_back()
    {
        var (bucket, first) = Reserve(Bucket.Initial, 100, 1);
        var (waiting, second) = Reserve(bucket, 60, 2);

        var freed = ValueBucket.GiveBack(waiting, Lane, second)!;

        freed.Amount.ShouldBe(second.Amount);
        waiting.Apply(freed).Level.ShouldBe(first.Level);
        waiting.Apply(freed).Waiting.ShouldBeEmpty();
    }

    [Fact]
    public void Under_a_stake_that_still_waits_nothing_is_given_back()
    {
        var (first, early) = Reserve(Bucket.Initial, 100, 1);
        var (second, middle) = Reserve(first, 60, 2);
        var (third, _) = Reserve(second, 60, 3);

        ValueBucket.GiveBack(third, Lane, early).ShouldBeNull();
        ValueBucket.GiveBack(third, Lane, middle).ShouldBeNull();
    }

    [Fact]
    public void What_has_drained_is_not_given_back()
    {
        var (first, early) = Reserve(Bucket.Initial, 50, 1);
        var (later, _) = Reserve(first, 10, 2, HubTime.AddSeconds(3));

        ValueBucket.GiveBack(later, Lane, early)!.Amount.ShouldBe(new Assets(20UL));
        ValueBucket.GiveBack(Reserve(first, 10, 2, HubTime.AddSeconds(5)).Bucket, Lane, early).ShouldBeNull();
    }

    [Fact]
    public void Only_a_rejected_stake_that_was_never_approved_leaves_its_place()
    {
        var deferred = Answered(Policy(Lane), Reserve(Bucket.Initial, 90, 9).Bucket, Taken(Asked(50)), Proven()).Mint;
        var rejected = deferred.Apply(new Rejected(Asked(50).StakeId, 1, Signer, "no", default));
        var approved = Answered(Policy(Lane), Bucket.Initial, Taken(Asked(50)), Proven()).Mint;

        FreedPlace.PlaceOf(deferred).ShouldBeNull();
        FreedPlace.PlaceOf(rejected).ShouldBe(deferred.Reservation);
        FreedPlace.PlaceOf(approved).ShouldBeNull();
        FreedPlace.PlaceOf(approved with { Standing = MintStanding.Rejected }).ShouldBeNull();
    }

    [Property(MaxTest = 500)]
    public void Whoever_gives_back_over_any_run_of_seconds_at_most_capacity_and_its_refill_pass(
        PositiveInt capacity,
        PositiveInt refill,
        NonEmptyArray<(byte Pause, byte Amount, byte Leaves)> arrivals
    )
    {
        var limits = Limits((ulong)capacity.Get, (ulong)refill.Get);
        var passing = Play(limits, arrivals.Get);

        for (var first = 0; first < passing.Count; first++)
        {
            var sum = 0UL;
            for (var last = first; last < passing.Count; last++)
            {
                sum += (ulong)passing[last].Amount.Value;
                var seconds = (ulong)(passing[last].Until - passing[first].Until).TotalSeconds + 1;
                sum.ShouldBeLessThanOrEqualTo((ulong)capacity.Get + (ulong)refill.Get * seconds);
            }
        }
    }

    /// <summary>Every third arrival or so is followed by the rejection of one that came before, wherever it stands.</summary>
    private static List<CapacityReserved> Play(
        LaneLimits limits,
        IEnumerable<(byte Pause, byte Amount, byte Leaves)> arrivals
    )
    {
        var (bucket, now, places, nonce) = (Bucket.Initial, HubTime, new List<CapacityReserved>(), 0UL);
        foreach (var (pause, amount, leaves) in arrivals)
        {
            now = now.AddSeconds(pause % 8);
            if (
                amount > 0
                && amount <= limits.Capacity.Value
                && ValueBucket.Reserve(bucket, limits, StakeOf(++nonce), new((ulong)amount), now) is { } place
            )
            {
                places.Add(place);
                bucket = bucket.Apply(place);
            }
            if (leaves % 3 != 0 || places.Count == 0)
                continue;
            var leaving = places[leaves / 3 % places.Count];
            if (ValueBucket.GiveBack(bucket, limits, leaving) is not { } freed)
                continue;
            bucket = bucket.Apply(freed);
            places.Remove(leaving);
        }
        return [.. places.OrderBy(place => place.Until)];
    }

    private static (Bucket Bucket, CapacityReserved Place) Reserve(
        Bucket bucket,
        ulong amount,
        ulong nonce,
        DateTimeOffset? at = null
    )
    {
        var place = ValueBucket.Reserve(bucket, Lane, StakeOf(nonce), new(amount), at ?? HubTime)!;
        return (bucket.Apply(place), place);
    }

    private static StakeId StakeOf(ulong nonce) => Asked(1, nonce).StakeId;
}
