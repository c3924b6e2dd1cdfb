using QLStake.Contracts;
using QLStake.Protocol.Messages;

namespace QLStake.RateLimitGuard;

/// <summary>What to do about a mint. An approval still has to be signed.</summary>
internal abstract record Ruling
{
    private Ruling() { }

    /// <param name="Expires">Seconds since 1970, hub time.</param>
    internal sealed record Approve(B256 Root, ulong Expires) : Ruling;

    internal sealed record Defer(DateTimeOffset Until, DateTimeOffset WakeAt, string Reason) : Ruling;

    internal sealed record Hold(string Reason) : Ruling;

    internal sealed record Reject(string Reason) : Ruling;

    internal sealed record LookAgain(string Missing, DateTimeOffset? LockAbsentSince, DateTimeOffset At) : Ruling;

    internal sealed record Close : Ruling;
}

/// <summary>Whether a mint may go ahead: first what is proven, then what the policy allows.</summary>
internal static class MintGuard
{
    /// <summary>How long a final source chain may lack the lock before that counts as the answer: a reorg may yet bring it back.</summary>
    public static TimeSpan AbsenceIsFinalAfter { get; } = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(30);

    /// <summary>A pure rule: the reservation belongs to the bucket and to the mint, the ruling to the mint.</summary>
    /// <param name="now">Host time: drives when to look again, never whether to approve.</param>
    public static (CapacityReserved? Reservation, Ruling Ruling) Decide(
        Policy policy,
        Bucket bucket,
        Mint mint,
        Verification verification,
        DateTimeOffset now
    ) =>
        verification switch
        {
            Verification.Consumed => (null, new Ruling.Close()),
            _ when mint.Decision is { Verdict: HoldVerdict.Reject } decided => (
                null,
                new Ruling.Reject(HoldRule.Words(decided))
            ),
            _ when mint.IsRefunded => (null, new Ruling.Reject("A refund of this stake was signed.")),
            Verification.Proven proven => Limit(policy, bucket, mint, proven, now),
            Verification.Contradicted contradicted => (null, new Ruling.Hold(contradicted.What)),
            Verification.NoSuchLock absent => (null, Absent(mint, absent, now)),
            Verification.NotYetProvable missing => (null, LookAgain(mint, missing.Missing, null, now)),
            _ => throw new InvalidOperationException($"Expected a known verification, found {verification}."),
        };

    private static (CapacityReserved?, Ruling) Limit(
        Policy policy,
        Bucket bucket,
        Mint mint,
        Verification.Proven proven,
        DateTimeOffset now
    )
    {
        var asking = mint.Asking!;
        var (item, amount) = (asking.Item, asking.Item.Amount);
        if (mint.SignedRoot is { } signed && signed != asking.Root)
            return Hold(
                $"An approval was signed for root {signed}; another root {asking.Root} is not signed for the same stake."
            );
        var expires = proven.HubTime + policy.ApprovalLifetime;
        var approval = new Ruling.Approve(asking.Root, (ulong)expires.ToUnixTimeSeconds());
        // A human looked at it: our limits are what he overruled; the hub's own still hold.
        if (mint.Decision is { Verdict: HoldVerdict.Release })
            return (null, approval);
        if (policy.Find(item) is not { } limits)
            return Hold($"No limits are set for asset {item.Asset} on lane {item.Lane} (QLStake:Guard:Lanes).");
        if (amount.Value > limits.SingleMintCap.Value)
            return Hold(
                $"The amount {amount} is above the single-mint cap {limits.SingleMintCap} of lane {item.Lane}."
            );
        if (amount.Value > limits.Capacity.Value)
            return Hold($"The amount {amount} is above the whole capacity {limits.Capacity} of lane {item.Lane}.");

        var reserved = mint.Reservation ?? ValueBucket.Reserve(bucket, limits, asking.StakeId, amount, proven.HubTime);
        if (reserved is null)
            return Hold(
                $"Lane {item.Lane} would not have room for {amount} within {ValueBucket.LongestWait.TotalDays} days."
            );
        var fresh = mint.Reservation is null ? reserved : null;
        if (reserved.Until > proven.HubTime)
            return (fresh, Defer(reserved, limits, proven.HubTime, now));
        return (fresh, approval);

        static (CapacityReserved?, Ruling) Hold(string reason) => (null, new Ruling.Hold(reason));
    }

    /// <summary>The host may run ahead of the hub, or behind: the wait is measured on the hub and slept here.</summary>
    private static Ruling.Defer Defer(
        CapacityReserved reserved,
        LaneLimits limits,
        DateTimeOffset hubTime,
        DateTimeOffset now
    ) =>
        new(
            reserved.Until,
            now + (reserved.Until - hubTime),
            $"Lane {limits.Lane} takes {limits.Capacity} at once and {limits.RefillPerSecond} a second more; "
                + $"{reserved.Amount} fit at {reserved.Until:u}."
        );

    private static Ruling Absent(Mint mint, Verification.NoSuchLock absent, DateTimeOffset now)
    {
        if (absent.RootReceived)
            return new Ruling.Hold($"CCIP delivered a root for a lock that does not exist: {absent.Found}");
        var since = mint.LockAbsentSince ?? now;
        return now - since >= AbsenceIsFinalAfter
            ? new Ruling.Reject($"No such lock: {absent.Found}")
            : LookAgain(mint, $"No such lock: {absent.Found}", since, now);
    }

    private static Ruling.LookAgain LookAgain(
        Mint mint,
        string missing,
        DateTimeOffset? absentSince,
        DateTimeOffset now
    )
    {
        var pause = FirstRetry * Math.Pow(2, Math.Min(mint.Looks, 16));
        return new(missing, absentSince, now + (pause < LastRetry ? pause : LastRetry));
    }
}
