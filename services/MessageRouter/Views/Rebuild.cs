using JasperFx.Events;
using Marten;
using Npgsql;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Writes all rows anew from the streams. Work goes on meanwhile; the list fills up again as it proceeds.</summary>
public sealed class Rebuild(IDocumentStore store)
{
    private const int Page = 100;

    /// <returns>How many streams were folded.</returns>
    public async Task<long> RunAsync(CancellationToken ct)
    {
        await using (var session = store.LightweightSession())
        {
            session.DeleteWhere<StakeView>(_ => true);
            session.DeleteWhere<RootView>(_ => true);
            session.DeleteWhere<HubView>(_ => true);
            session.DeleteWhere<Alias>(_ => true);
            await session.SaveChangesAsync(ct);
        }
        var count = 0L;
        for (var after = ""; ; )
        {
            var streams = await PageAsync(after, ct);
            if (streams.Count == 0)
                return count;
            count += streams.Count;
            after = streams[^1];
        }
    }

    /// <summary>Locks a page of streams, so that no row is written older than what a consumer writes meanwhile.</summary>
    private async Task<IReadOnlyList<string>> PageAsync(string after, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        await session.BeginTransactionAsync(ct);
        var streams = await LockAsync(session, after, ct);
        foreach (var stream in streams)
        {
            var events = await session.Events.FetchStreamAsync(stream, token: ct);
            session.StoreObjects(Documents(stream, events));
        }
        await session.SaveChangesAsync(ct);
        return streams;
    }

    private static async Task<List<string>> LockAsync(IDocumentSession session, string after, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select id from mt_streams where id > $1 and id ~ '^(stake|root|hub)-' order by id limit $2 for update"
        );
        command.Parameters.AddWithValue(after);
        command.Parameters.AddWithValue(Page);
        await using var reader = await session.ExecuteReaderAsync(command, ct);
        var streams = new List<string>();
        while (await reader.ReadAsync(ct))
            streams.Add(reader.GetString(0));
        return streams;
    }

    private static IEnumerable<object> Documents(string stream, IReadOnlyList<IEvent> events) =>
        StreamNames.IsStake(stream) ? Fold<Stake>(stream, events)
        : StreamNames.IsRoot(stream) ? Fold<Root>(stream, events)
        : Fold<HubStatus>(stream, events);

    /// <summary>Every step leaves its names behind, as it did when it was lived through; of the view only the last stays.</summary>
    private static IEnumerable<object> Fold<TState>(string stream, IReadOnlyList<IEvent> events)
        where TState : class, IState<TState>, IShown
    {
        var (state, aliases) = (TState.Initial, new HashSet<Alias>());
        foreach (var @event in events)
        {
            state = state.Apply(@event.Data);
            aliases.UnionWith(state.Documents(stream).OfType<Alias>());
        }
        return state.Documents(stream).Where(document => document is not Alias).Concat(aliases);
    }
}
