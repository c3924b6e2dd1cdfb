using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>Puts together what router and fee-accounting know of stakes.</summary>
internal sealed class StakeReader(Upstream upstream, TokenCatalog tokens, ConsoleSettings settings)
{
    /// <exception cref="UpstreamException">The router is not there, or refuses.</exception>
    public async Task<StakeList> ListAsync(string? search, string? after, int? limit, CancellationToken ct)
    {
        var query = QueryString
            .Create("limit", $"{limit ?? 50}")
            .Add(Named("search", search))
            .Add(Named("after", after));
        var page = await upstream.RouterAsync<RouterPage>($"/stakes{query}", ct) ?? new([], null);
        var assets = page.Stakes.Select(stake => stake.Item).OfType<StakeItem>().Select(AssetOf);
        return new([.. page.Stakes.Select(Row)], await tokens.FindAsync(assets, ct), page.Next);
    }

    /// <returns>Null for a stake the router has not seen.</returns>
    /// <exception cref="UpstreamException">The router is not there, or refuses.</exception>
    public async Task<StakeLife?> FindAsync(StakeId id, CancellationToken ct)
    {
        var asking = FeesAsync(id, ct);
        var life = await upstream.RouterAsync<RouterLife>($"/stakes/{id}", ct);
        var (fees, note) = await asking;
        if (life is null)
            return null;
        var named = (fees?.Parts ?? []).Select(part => (part.Chain, part.Token));
        var known = await tokens.FindAsync(life.Item is null ? named : named.Prepend(AssetOf(life.Item)), ct);
        return Life(life, fees, note, known);
    }

    /// <summary>A stake as it was at a moment. The books are told as they are now, so the past is shown without them.</summary>
    /// <param name="moment">A time or a version of the stake's stream, as the router reads it.</param>
    /// <returns>Null for a stake the router had not seen then.</returns>
    /// <exception cref="UpstreamException">The router is not there, or refuses.</exception>
    public async Task<StakeLife?> FindAtAsync(StakeId id, string moment, CancellationToken ct)
    {
        var life = await upstream.RouterAsync<RouterLife>($"/stakes/{id}/at/{Uri.EscapeDataString(moment)}", ct);
        if (life is null)
            return null;
        var known = await tokens.FindAsync(life.Item is null ? [] : [AssetOf(life.Item)], ct);
        return Life(life, null, "Fees are told as they are now, not as they were.", known);
    }

    /// <summary>Fees are shown when they are there; without them a stake is still worth looking at.</summary>
    private async Task<(StakeCost? Fees, string? Note)> FeesAsync(StakeId id, CancellationToken ct)
    {
        try
        {
            var fees = await upstream.FeesAsync<StakeCost>($"/stakes/{id}/fees", ct);
            return (fees, fees is null ? "No fees are known yet: its block is not in the books." : null);
        }
        catch (UpstreamException error)
        {
            return (null, error.Message);
        }
    }

    private StakeRow Row(RouterStake stake) =>
        new(
            stake.StakeId,
            stake.State,
            stake.Waiting,
            stake.Item?.Lane.Source,
            settings.NameOf(stake.Item?.Lane.Source),
            stake.Item?.Lane.Destination,
            settings.NameOf(stake.Item?.Lane.Destination),
            stake.Item?.Asset,
            stake.Item?.Amount,
            stake.Item?.Receiver,
            stake.LockedAt,
            stake.MessageId
        );

    private StakeLife Life(RouterLife life, StakeCost? fees, string? note, IReadOnlyList<TokenInfo> known) =>
        new(
            life.StakeId,
            life.State,
            life.Waiting,
            life.Item?.Lane.Source,
            settings.NameOf(life.Item?.Lane.Source),
            life.Item?.Lane.Destination,
            settings.NameOf(life.Item?.Lane.Destination),
            life.Item?.Asset,
            life.Item?.Amount,
            life.Staker,
            life.Item?.Receiver,
            life.Item?.RefundTo,
            life.MessageId,
            life.SequenceNumber,
            life.Root,
            life.Shares,
            [.. life.Timeline.Select(settings.Named)],
            fees,
            note,
            known,
            life.TraceId,
            settings.TraceUrl?.Replace("{traceId}", life.TraceId, StringComparison.Ordinal)
        )
        {
            Item = life.Item,
        };

    private static (ChainSelector, Address) AssetOf(StakeItem item) => (item.Lane.Source, item.Asset);

    private static QueryString Named(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? QueryString.Empty : QueryString.Create(name, value);
}
