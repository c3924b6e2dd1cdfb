namespace QLStake.Evm;

/// <summary>Which endpoints to ask, and in what order.</summary>
internal static class EndpointOrder
{
    /// <summary>Marks those whose head is more than <paramref name="maxLag"/> blocks behind the best usable one's.</summary>
    public static IReadOnlyList<EndpointHealth> WithLag(IReadOnlyList<EndpointHealth> endpoints, ulong maxLag)
    {
        var best = endpoints.Where(e => e.Usable).Max(e => e.Head) ?? 0;
        return
        [
            .. endpoints.Select(e => e with { Lagging = e.Head is { } head && best - Math.Min(best, head) > maxLag }),
        ];
    }

    /// <summary>
    /// Places to ask in turn: usable ones in configured order, those that lag last. With no usable one all are tried: asking
    /// in vain is better than refusing while one may be back.
    /// </summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<EndpointHealth> endpoints)
    {
        var places = Enumerable.Range(0, endpoints.Count);
        var usable = places.Where(i => endpoints[i].Usable).OrderBy(i => endpoints[i].Lagging).ToArray();
        return usable.Length > 0 ? usable : [.. places];
    }
}
