using QLStake.Contracts;
using QLStake.Protocol.Bindings;

namespace QLStake.Console;

/// <summary>An asset that can be staked, and the liquid token that it becomes.</summary>
/// <param name="Info">Null while its symbol and decimals cannot be had.</param>
public sealed record Listing(ChainPlace Chain, Address Asset, Address LiquidToken, TokenInfo? Info)
{
    public string Symbol => Info?.Symbol ?? (Asset.IsZero ? "native coin" : Words.Brief($"{Asset}"));

    public int Decimals => Info?.Decimals ?? Units.NativeDecimals;

    /// <summary>What a form calls it.</summary>
    public string Key() => $"{Chain.Selector}-{Asset}";
}

/// <summary>A liquid token on one chain, and where CCIP's pool carries it.</summary>
public sealed record ShareToken(ChainPlace Chain, Address Token, string Symbol, IReadOnlyList<ChainPlace> Destinations)
{
    /// <summary>What a form calls it.</summary>
    public string Key() => $"{Chain.Selector}-{Token}";
}

/// <summary>What can be staked, redeemed and transferred, as contracts and guard say; asked again now and then.</summary>
internal sealed class ListingReader(OnChain chains, Upstream upstream, TokenCatalog tokens, TimeProvider time)
    : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _asking = new(1, 1);
    private (IReadOnlyList<Listing> Listings, IReadOnlyList<ShareToken> Shares, long At)? _known;

    /// <exception cref="UpstreamException">A chain cannot be read.</exception>
    public async Task<(IReadOnlyList<Listing> Listings, IReadOnlyList<ShareToken> Shares)> ReadAsync(
        CancellationToken ct
    )
    {
        await _asking.WaitAsync(ct);
        try
        {
            if (_known is not { } known || time.GetElapsedTime(known.At) > Fresh)
                _known = known = (await ListAsync(ct), await SharesAsync(ct), time.GetTimestamp());
            return (known.Listings, known.Shares);
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private async Task<IReadOnlyList<Listing>> ListAsync(CancellationToken ct)
    {
        if (chains.Hub is not { } hub)
            return [];
        var guarded = await GuardedAsync(ct);
        List<Listing> found = [];
        foreach (var chain in chains.Satellites)
        foreach (
            var asset in guarded
                .Where(of => of.Source == chain.Selector)
                .Select(of => of.Asset)
                .Prepend(Address.Zero)
                .Distinct()
        )
            if (await FindAsync(hub, chain, asset, ct) is { } listing)
                found.Add(listing);
        return found;
    }

    private async Task<Listing?> FindAsync(ChainPlace hub, ChainPlace chain, Address asset, CancellationToken ct)
    {
        var satellite = chain.Settings.Satellite!.Value;
        if (!await chains.ReadAsync(chain, satellite, new QLStakeSatellite.IsListedCall(asset), ct))
            return null;
        var at = await chains.ReadAsync(
            hub,
            hub.Settings.Hub!.Value,
            new QLStakeHub.ListingOfCall(chain.Selector.Value, satellite, asset),
            ct
        );
        if (at.LiquidToken.IsZero)
            return null;
        var infos = await tokens.FindAsync([(chain.Selector, asset)], ct);
        return new(chain, asset, at.LiquidToken, Units.Find(chain.Selector, asset, infos));
    }

    private async Task<IReadOnlyList<ShareToken>> SharesAsync(CancellationToken ct)
    {
        List<ShareToken> found = [];
        foreach (var chain in chains.All.Where(chain => chain.Router is not null))
        foreach (var pool in chain.Settings.Pools)
        {
            var token = await chains.ReadAsync(chain, pool, new BurnMintTokenPool.GetTokenCall(), ct);
            var supported = await chains.ReadAsync(chain, pool, new BurnMintTokenPool.GetSupportedChainsCall(), ct);
            var symbol = await chains.ReadAsync(chain, token, new QLiquidToken.SymbolCall(), ct);
            found.Add(new(chain, token, symbol, [.. chains.All.Where(to => supported.Contains(to.Selector.Value))]));
        }
        return found;
    }

    /// <summary>The guard knows each lane's assets; without it the native coins can still be staked.</summary>
    private async Task<IReadOnlyList<GuardBucket>> GuardedAsync(CancellationToken ct)
    {
        try
        {
            return await upstream.ServiceAsync<List<GuardBucket>>(ServiceNames.RateLimitGuard, "/buckets", ct) ?? [];
        }
        catch (UpstreamException)
        {
            return [];
        }
    }
}
