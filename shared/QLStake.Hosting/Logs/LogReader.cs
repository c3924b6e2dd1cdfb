using JasperFx.Events;
using Marten;
using Marten.Events;
using Npgsql;
using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>Reads a service's own log back from its event store: the truth that the bus only speeds up.</summary>
public sealed class LogReader(IDocumentStore store, ShippingMap shipping, NpgsqlDataSource database)
{
    private const int Page = 256;

    /// <summary>The entries after a position, oldest first, or null if the log never had that position.</summary>
    public async Task<FeedPage?> ReadAsync(string source, long after, CancellationToken ct)
    {
        var head = await HighWaterAsync(ct);
        await using var session = store.QuerySession();
        if (after != 0 && !await ExistsAsync(session, source, after, ct))
            return null;
        var entries = new List<LogEntry>();
        for (var (from, previous) = (after, after); entries.Count < Page && from < head; )
        {
            var events = await EventsAsync(session, from, head, ct);
            foreach (var @event in events)
            {
                if (shipping.Entry(@event, source, previous) is not { } entry)
                    continue;
                entries.Add(entry);
                previous = entry.Position;
                if (entries.Count == Page)
                    break;
            }
            if (events.Count < Page)
                break;
            from = events[^1].Sequence;
        }
        return new(source, head, entries);
    }

    private async Task<bool> ExistsAsync(IQuerySession session, string source, long position, CancellationToken ct)
    {
        var found = await session.Events.QueryAllRawEvents().Where(e => e.Sequence == position).ToListAsync(ct);
        return found.Count == 1 && shipping.Entry(found[0], source, 0) is not null;
    }

    private async Task<IReadOnlyList<IEvent>> EventsAsync(
        IQuerySession session,
        long from,
        long to,
        CancellationToken ct
    ) =>
        await session
            .Events.QueryAllRawEvents()
            .Where(e => e.Sequence > from && e.Sequence <= to && e.EventTypesAre(shipping.EventTypes.ToArray()))
            .OrderBy(e => e.Sequence)
            .Take(Page)
            .ToListAsync(ct);

    /// <summary>Below the high-water mark no slower transaction can still commit a position.</summary>
    private async Task<long> HighWaterAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await HighWaterAsync(connection, ct);
    }

    internal static async Task<long> HighWaterAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select last_seq_id from mt_event_progression where name = 'HighWaterMark'",
            connection
        );
        return await command.ExecuteScalarAsync(ct) is long mark ? mark : 0;
    }
}
