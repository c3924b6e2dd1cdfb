using System.Collections.Concurrent;
using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>Symbols and decimals as fee-accounting read them from the chains; they never change, so they are kept.</summary>
internal sealed class TokenCatalog(Upstream upstream, TimeProvider time)
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<
        (ChainSelector, Address),
        (TokenInfo? Info, DateTimeOffset AskAgainAt)
    > _known = [];

    /// <summary>Those that can be had; amounts of the others are shown in their smallest unit.</summary>
    public async Task<IReadOnlyList<TokenInfo>> FindAsync(
        IEnumerable<(ChainSelector Chain, Address Token)> tokens,
        CancellationToken ct
    )
    {
        var found = await Task.WhenAll(tokens.Distinct().Select(token => FindAsync(token, ct)));
        return [.. found.OfType<TokenInfo>()];
    }

    private async Task<TokenInfo?> FindAsync((ChainSelector Chain, Address Token) token, CancellationToken ct)
    {
        if (_known.TryGetValue(token, out var known) && (known.Info is not null || time.GetUtcNow() < known.AskAgainAt))
            return known.Info;
        var info = await AskAsync(token, ct);
        _known[token] = (info, time.GetUtcNow() + AskAgainAfter);
        return info;
    }

    private async Task<TokenInfo?> AskAsync((ChainSelector Chain, Address Token) token, CancellationToken ct)
    {
        try
        {
            return await upstream.FeesAsync<TokenInfo>($"/tokens/{token.Chain}/{token.Token}", ct);
        }
        catch (UpstreamException)
        {
            return null;
        }
    }
}
