using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>Gives a rejected stake's place in its lane's bucket to others.</summary>
internal static class FreedPlace
{
    /// <summary>Within the unit of work that rejected it.</summary>
    public static async Task FreeAsync(this Streams streams, Policy policy, string mintStream, CancellationToken ct)
    {
        var mint = await streams.LoadAsync<Mint>(mintStream, ct);
        if (PlaceOf(mint) is not { } place || policy.Find(mint.Asking!.Item) is not { } limits)
            return;
        var bucket = await streams.LoadAsync<Bucket>(limits.Bucket, ct);
        if (ValueBucket.GiveBack(bucket, limits, place) is not { } freed)
            return;
        await streams.AppendAsync<Bucket>(limits.Bucket, [freed], ct);
        await streams.AppendAsync<Mint>(mintStream, [freed], ct);
    }

    /// <summary>What a mint no longer needs, or null. Once an approval was signed the place counts, whatever came after.</summary>
    public static CapacityReserved? PlaceOf(Mint mint) =>
        mint is { Standing: MintStanding.Rejected, SignedRoot: null } ? mint.Reservation : null;
}
