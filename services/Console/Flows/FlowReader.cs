using QLStake.Contracts;

namespace QLStake.Console;

/// <param name="Tokens">Symbol and decimals of what is paid, as far as known.</param>
public sealed record ReleasesShown(IReadOnlyList<ReleaseLife> Releases, IReadOnlyList<TokenInfo> Tokens, string? Next);

/// <summary>Transfers and releases as the router tells them, with the names of tokens.</summary>
internal sealed class FlowReader(Upstream upstream, TokenCatalog tokens)
{
    private const int Page = 50;

    /// <exception cref="UpstreamException">The router is not there, or refuses.</exception>
    public async Task<TransferList> TransfersAsync(string? search, string? after, CancellationToken ct) =>
        await upstream.RouterAsync<TransferList>($"/transfers{Query(search, after)}", ct) ?? new([], null);

    /// <exception cref="UpstreamException">The router is not there, or refuses.</exception>
    public async Task<ReleasesShown> ReleasesAsync(string? search, string? after, CancellationToken ct)
    {
        var found = await upstream.RouterAsync<ReleaseList>($"/releases{Query(search, after)}", ct) ?? new([], null);
        return new(found.Releases, await TokensAsync(found.Releases, ct), found.Next);
    }

    /// <returns>Null for a transfer that the router has not seen.</returns>
    /// <exception cref="UpstreamException">The router is not there, or refuses.</exception>
    public Task<TransferLife?> TransferAsync(MessageId id, CancellationToken ct) =>
        upstream.RouterAsync<TransferLife>($"/transfers/{id}", ct);

    /// <returns>Null for a release that the router has not seen.</returns>
    /// <exception cref="UpstreamException">The router is not there, or refuses.</exception>
    public async Task<(ReleaseLife Life, IReadOnlyList<TokenInfo> Tokens)?> ReleaseAsync(
        B256 leaf,
        CancellationToken ct
    ) =>
        await upstream.RouterAsync<ReleaseLife>($"/releases/{leaf}", ct) is { } life
            ? (life, await TokensAsync([life], ct))
            : null;

    private Task<IReadOnlyList<TokenInfo>> TokensAsync(IEnumerable<ReleaseLife> releases, CancellationToken ct) =>
        tokens.FindAsync(
            releases
                .Select(release => release.Item)
                .OfType<ReleaseItem>()
                .Select(item => (item.Lane.Destination, item.Asset)),
            ct
        );

    private static QueryString Query(string? search, string? after) =>
        QueryString
            .Create("limit", $"{Page}")
            .Add(search is { Length: > 0 } ? QueryString.Create("search", search) : QueryString.Empty)
            .Add(after is { Length: > 0 } ? QueryString.Create("after", after) : QueryString.Empty);
}
