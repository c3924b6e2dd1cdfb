using System.Net.Http.Json;
using System.Text.Json;
using Marten;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>Up to which final block the books hold everything: the watcher has read it, and all it wrote was taken in.</summary>
public sealed class WatcherHeights(
    IHttpClientFactory http,
    ServiceOptions options,
    FeedClient feed,
    IDocumentStore store,
    TimeProvider time
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <exception cref="ReconcileException">The watcher does not answer, or the books stay behind it.</exception>
    public async Task<ulong> CompleteUpToAsync(ConfiguredChain chain, CancellationToken ct)
    {
        var final = await FinalAsync(chain, ct);
        var source = $"{ServiceNames.ChainWatcher}/{chain.Selector}";
        var begun = time.GetTimestamp();
        while (true)
        {
            await using var session = store.QuerySession();
            var position = (await session.LoadAsync<InboxPosition>(source, ct))?.Position ?? 0;
            if (await feed.ReadAsync(ServiceNames.ChainWatcher, source, position, ct) is { Entries.Count: 0 })
                return final;
            if (time.GetElapsedTime(begun) > Patience)
                throw ReconcileException.Behind(chain, position);
            await Task.Delay(Pause, time, ct);
        }
    }

    /// <summary>Written by the watcher together with all facts below it.</summary>
    private async Task<ulong> FinalAsync(ConfiguredChain chain, CancellationToken ct)
    {
        try
        {
            using var client = http.CreateClient("feeds");
            var address = new Uri(options.Feeds[ServiceNames.ChainWatcher], "/chains");
            var chains = await client.GetFromJsonAsync<List<WatchedChain>>(address, MessageJson.Options, ct) ?? [];
            return chains.FirstOrDefault(watched => watched.Selector == chain.Selector)?.Finalized
                ?? throw ReconcileException.NoWatcher($"it has not read {chain.Name} yet.");
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or KeyNotFoundException)
        {
            throw ReconcileException.NoWatcher(error.Message);
        }
    }

    private sealed record WatchedChain(ChainSelector Selector, ulong? Finalized);
}
