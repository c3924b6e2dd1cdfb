using Marten;
using Npgsql;

namespace QLStake.Hosting;

/// <summary>
/// Writes all rows anew from the streams, over the old ones, and deletes at the end what no stream has written. No row is
/// ever missing: work goes on meanwhile, some of it on rows, and a rebuild that is killed is simply begun again.
/// </summary>
internal sealed class Rebuild(IDocumentStore store, Shown shown, NpgsqlDataSource database)
{
    // A row bears the time its transaction began. Consumers' take milliseconds; one that was slow keeps its row.
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(10);
    private const int Page = 100;
    private const int Attempts = 10;

    /// <returns>How many streams were folded.</returns>
    public async Task<long> RunAsync(CancellationToken ct)
    {
        var began = await NowAsync(ct);
        var count = 0L;
        for (var after = ""; await PageAsync(after, ct) is { Count: > 0 } streams; after = streams[^1])
            count += streams.Count;
        await using var session = store.LightweightSession();
        shown.DropOlder(session, began - Slowest);
        await session.SaveChangesAsync(ct);
        return count;
    }

    /// <summary>By the clock that times the rows.</summary>
    private async Task<DateTimeOffset> NowAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand("select clock_timestamp()");
        return new((DateTime)(await command.ExecuteScalarAsync(ct))!);
    }

    /// <summary>A consumer may hold the same streams in another order: PostgreSQL then ends one of the two.</summary>
    private async Task<IReadOnlyList<string>> PageAsync(string after, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteAsync(after, ct);
            }
            catch (Exception error)
                when (attempt < Attempts
                    && error.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected }
                ) { }
        }
    }

    /// <summary>Locks a page of streams, so that no row is written older than what a consumer writes meanwhile.</summary>
    private async Task<IReadOnlyList<string>> WriteAsync(string after, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        await session.BeginTransactionAsync(ct);
        var streams = await LockAsync(session, after, ct);
        foreach (var stream in streams)
        {
            var events = await session.Events.FetchStreamAsync(stream, token: ct);
            session.StoreObjects(shown.Documents(stream, events));
        }
        await session.SaveChangesAsync(ct);
        return streams;
    }

    private async Task<List<string>> LockAsync(IDocumentSession session, string after, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select id from mt_streams where id > $1 and id like any($2) order by id limit $3 for update"
        );
        command.Parameters.AddWithValue(after);
        command.Parameters.AddWithValue(shown.Prefixes.Select(prefix => $"{prefix}%").ToArray());
        command.Parameters.AddWithValue(Page);
        await using var reader = await session.ExecuteReaderAsync(command, ct);
        var streams = new List<string>();
        while (await reader.ReadAsync(ct))
            streams.Add(reader.GetString(0));
        return streams;
    }
}
