using Marten;
using Marten.Services;
using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>What a commit wrote, and what has to be read beside it to know whom it concerns.</summary>
internal sealed class CommitSight(IDocumentSession session, IChangeSet commit)
{
    private readonly Dictionary<string, object> _rows = Rows(commit);
    private readonly Dictionary<string, IReadOnlyList<StakeId>> _stakes = [];

    private readonly Dictionary<MessageId, Root?> _roots = [];

    /// <summary>The row that was written for a stream.</summary>
    public TRow? Find<TRow>(string stream)
        where TRow : class => _rows.GetValueOrDefault(stream) as TRow;

    /// <summary>Whose story a stream is part of.</summary>
    public async Task<IReadOnlyList<StakeId>> StakesOfAsync(string stream, CancellationToken ct) =>
        _stakes.TryGetValue(stream, out var known) ? known : _stakes[stream] = await FindStakesAsync(stream, ct);

    /// <summary>A message's root; the stakes of a commit often share one.</summary>
    public async Task<Root?> RootAsync(MessageId message, CancellationToken ct) =>
        _roots.TryGetValue(message, out var known) ? known : _roots[message] = await FindRootAsync(message, ct);

    private async Task<Root?> FindRootAsync(MessageId message, CancellationToken ct)
    {
        var stream = StreamNames.Of(message);
        if (Find<RootView>(stream) is { } written)
            return written.Root;
        await using var query = session.DocumentStore.QuerySession();
        return (await query.LoadAsync<RootView>(stream, ct))?.Root;
    }

    private static Dictionary<string, object> Rows(IChangeSet commit)
    {
        var rows = new Dictionary<string, object>();
        foreach (var row in commit.Updated.Concat(commit.Inserted))
            if (IdOf(row) is { } stream)
                rows[stream] = row;
        return rows;
    }

    private static string? IdOf(object row) =>
        row switch
        {
            StakeView stake => stake.Id,
            RootView root => root.Id,
            ReleaseView release => release.Id,
            _ => null,
        };

    private async Task<IReadOnlyList<StakeId>> FindStakesAsync(string stream, CancellationToken ct)
    {
        if (StreamNames.IsStake(stream))
            return [StreamNames.StakeOf(stream)];
        if (Find<ReleaseView>(stream) is { } release)
            return release.Release.Refunded is { } refunded ? [refunded.Fact.StakeId] : [];
        if (Find<RootView>(stream) is not { Root: var root })
            return [];
        if (root.Batch is not { } name)
            return root.Leaves;
        // A message's facts stand once; every stake in it has a trace of its own all the same.
        await using var query = session.DocumentStore.QuerySession();
        var events = await query.Events.FetchStreamAsync(name, token: ct);
        var batch = events.Aggregate(Batch.Initial, (known, @event) => known.Apply(@event.Data));
        return [.. batch.Leaves.Select(leaf => leaf.Stake)];
    }
}
