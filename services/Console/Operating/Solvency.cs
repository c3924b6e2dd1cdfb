using QLStake.Protocol.Bindings;

namespace QLStake.Console;

/// <summary>
/// One asset of one satellite by the contracts' counters, in the hub's 18 decimals. What is locked and not behind shares is in
/// flight, received, or owed: <c>qls status</c> adds those up one by one.
/// </summary>
public sealed record AssetSolvency(Listing Listing, U256 Locked, U256 Backing)
{
    public bool Holds => Locked >= Backing;

    public U256 OnTheWay => Holds ? Locked - Backing : U256.Zero;
}

/// <summary>A liquid token: what its shares are worth beside what is behind them, in 18 decimals.</summary>
public sealed record ShareSolvency(Address LiquidToken, U256 Shares, U256 Worth, U256 Backing)
{
    public bool Holds => Worth <= Backing;
}

/// <summary>Reads the counters.</summary>
internal sealed class SolvencyReader(OnChain chains, ListingReader listings)
{
    /// <exception cref="UpstreamException">A chain cannot be read.</exception>
    public async Task<(IReadOnlyList<AssetSolvency> Assets, IReadOnlyList<ShareSolvency> Shares)> ReadAsync(
        CancellationToken ct
    )
    {
        if (chains.Hub is not { Settings.Hub: { } contract } hub)
            return ([], []);
        var (listed, _) = await listings.ReadAsync(ct);
        var assets = await Task.WhenAll(listed.Select(listing => AssetAsync(hub, contract, listing, ct)));
        var tokens = listed.Select(listing => listing.LiquidToken).Distinct();
        return (assets, await Task.WhenAll(tokens.Select(token => ShareAsync(hub, contract, token, ct))));
    }

    /// <summary>
    /// Backing first: a mint adds to it only what was locked before, and a redemption takes from it before anything is paid.
    /// </summary>
    private async Task<AssetSolvency> AssetAsync(
        ChainPlace hub,
        Address contract,
        Listing listing,
        CancellationToken ct
    )
    {
        var satellite = listing.Chain.Settings.Satellite!.Value;
        var backingOf = new QLStakeHub.BackingOfCall(listing.Chain.Selector.Value, satellite, listing.Asset);
        var backing = await chains.ReadAsync(hub, contract, backingOf, ct);
        var locked = await chains.ReadAsync(
            listing.Chain,
            satellite,
            new QLStakeSatellite.LockedCall(listing.Asset),
            ct
        );
        return new(
            listing,
            Enumerable
                .Repeat<U256>(10, Units.NativeDecimals - listing.Decimals)
                .Aggregate(locked, (sum, ten) => sum * ten),
            backing
        );
    }

    private async Task<ShareSolvency> ShareAsync(ChainPlace hub, Address contract, Address token, CancellationToken ct)
    {
        var backing = await chains.ReadAsync(hub, contract, new QLStakeHub.TotalBackingCall(token), ct);
        var shares = await chains.ReadAsync(hub, contract, new QLStakeHub.SharesOutstandingCall(token), ct);
        var worth = await chains.ReadAsync(hub, contract, new QLStakeHub.ToAssetsDownCall(token, shares), ct);
        return new(token, shares, worth, backing);
    }
}
