using System.Collections.Concurrent;
using System.Text.Json;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>
/// Symbols and decimals as fee-accounting read them from the chains; they never change, so they are kept. Without it
/// everything is told all the same, tokens in their smallest unit.
/// </summary>
public sealed class AssetUnits(IHttpClientFactory http, ServiceOptions options, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<(ChainSelector, Address), (AssetUnit? Unit, DateTimeOffset AskedAt)> _known =
    [];

    /// <param name="item">Null while the lock is not known: then there is nothing to tell.</param>
    public async Task<AssetUnit> FindAsync(StakeItem? item, CancellationToken ct)
    {
        var (chain, asset) = (item?.Lane.Source ?? default, item?.Asset ?? Address.Zero);
        if (item is null || !options.Feeds.TryGetValue(ServiceNames.FeeAccounting, out var fees))
            return AssetUnit.Unnamed(asset);
        if (!_known.TryGetValue((chain, asset), out var known) || IsOld(known))
            _known[(chain, asset)] = known = (await AskAsync(fees, chain, asset, ct), time.GetUtcNow());
        return known.Unit ?? AssetUnit.Unnamed(asset);
    }

    private bool IsOld((AssetUnit? Unit, DateTimeOffset AskedAt) known) =>
        known.Unit is null && time.GetUtcNow() > known.AskedAt + AskAgainAfter;

    private async Task<AssetUnit?> AskAsync(Uri fees, ChainSelector chain, Address asset, CancellationToken ct)
    {
        using var client = http.CreateClient("feeds");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            return await client.GetFromJsonAsync<AssetUnit>(
                new Uri(fees, $"/tokens/{chain}/{asset}"),
                MessageJson.Options,
                limit.Token
            );
        }
        catch (Exception error)
            when (error is HttpRequestException or JsonException or OperationCanceledException
                && !ct.IsCancellationRequested
            )
        {
            return null;
        }
    }
}
