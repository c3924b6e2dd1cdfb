using Marten;
using Npgsql;

namespace QLStake.Hosting;

/// <summary>A table of rows after a rebuild.</summary>
/// <param name="Rows">How many it has now.</param>
/// <param name="Differed">How many of the rows that served until then said something else, were missing, or should not have been there.</param>
public sealed record RebuiltTable(string Table, long Rows, long Differed);

/// <param name="Streams">How many were folded.</param>
public sealed record Rebuilt(long Streams, IReadOnlyList<RebuiltTable> Tables);

/// <summary>
/// Writes all rows anew from the streams, beside the ones that serve: into tables of a schema of their own. Only when those are
/// complete, and were compared, they take the others' place, in one transaction. A rebuild that is killed has changed
/// nothing. What it writes with has no publisher and no daemon: nothing can leave.
/// </summary>
internal sealed class Rebuild(IDocumentStore store, Shadow shadow, Shown shown, NpgsqlDataSource database)
{
    private const int Page = 100;
    private const int FewEnough = 50;
    private const int Attempts = 400;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public async Task<Rebuilt> RunAsync(CancellationToken ct)
    {
        await using var reading = await database.OpenConnectionAsync(ct);
        // Another one would write into the same tables; the lock ends with the connection.
        await ExecuteAsync(reading, "select pg_advisory_lock(hashtextextended('qlstake:rebuild', 0))", ct);
        await ExecuteAsync(
            reading,
            $"drop schema if exists {Shadow.Schema} cascade; create schema {Shadow.Schema}",
            ct
        );
        await using var beside = await shadow.OpenAsync(shown.RowTypes, ct);
        var (count, mark) = (0L, await LogReader.HighWaterAsync(reading, ct));
        for (var after = ""; await PageAsync(reading, after, ct) is { Count: > 0 } streams; after = streams[^1])
        {
            await WriteAsync(beside, streams, ct);
            count += streams.Count;
        }
        for (var changed = FewEnough; changed >= FewEnough; )
        {
            var next = await LogReader.HighWaterAsync(reading, ct);
            changed = await CatchUpAsync(reading, beside, mark, ct);
            mark = next;
        }
        var tables = await SwapAsync(beside, mark, ct);
        await ExecuteAsync(reading, $"drop schema {Shadow.Schema} cascade", ct);
        return new(count, tables);
    }

    /// <summary>Takes all locks at once or none: whoever waits holding one could be waited for.</summary>
    private async Task<IReadOnlyList<RebuiltTable>> SwapAsync(IDocumentStore beside, long mark, CancellationToken ct)
    {
        var tables = shown.RowTypes.Select(type => store.Options.Schema.For(type, qualified: false)).ToList();
        for (var attempt = 1; ; attempt++)
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            try
            {
                await ExecuteAsync(connection, "lock table mt_streams in share row exclusive mode nowait", ct);
                foreach (var table in tables)
                    await ExecuteAsync(connection, $"lock table {table} in access exclusive mode nowait", ct);
            }
            catch (PostgresException error)
                when (error.SqlState == PostgresErrorCodes.LockNotAvailable && attempt < Attempts)
            {
                await transaction.RollbackAsync(ct);
                await Task.Delay(Pause, ct);
                continue;
            }
            // Nobody can append now: what is folded here is the last word.
            await CatchUpAsync(connection, beside, mark, ct);
            var rebuilt = new List<RebuiltTable>();
            foreach (var table in tables)
                rebuilt.Add(await SwapAsync(connection, table, ct));
            await transaction.CommitAsync(ct);
            return rebuilt;
        }
    }

    private static async Task<RebuiltTable> SwapAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        var differed = await CountAsync(
            connection,
            $"""
            select count(*) from {table} old full join {Shadow.Schema}.{table} new on old.id = new.id
            where old.data is distinct from new.data
            """,
            ct
        );
        var rows = await CountAsync(connection, $"select count(*) from {Shadow.Schema}.{table}", ct);
        await ExecuteAsync(
            connection,
            $"drop table {table}; alter table {Shadow.Schema}.{table} set schema {Shadow.LiveSchema}",
            ct
        );
        return new(table, rows, differed);
    }

    /// <returns>How many streams had changed.</returns>
    private async Task<int> CatchUpAsync(
        NpgsqlConnection connection,
        IDocumentStore beside,
        long mark,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(
            "select distinct stream_id from mt_events where seq_id > $1 and stream_id like any($2)",
            connection
        );
        command.Parameters.AddWithValue(mark);
        command.Parameters.AddWithValue(Patterns);
        var streams = await ReadAsync(command, ct);
        foreach (var page in streams.Chunk(Page))
            await WriteAsync(beside, page, ct);
        return streams.Count;
    }

    private async Task WriteAsync(IDocumentStore beside, IReadOnlyList<string> streams, CancellationToken ct)
    {
        await using var reading = store.QuerySession();
        await using var writing = beside.LightweightSession();
        foreach (var stream in streams)
            writing.StoreRows(shown.Documents(stream, await reading.Events.FetchStreamAsync(stream, token: ct)));
        await writing.SaveChangesAsync(ct);
    }

    private async Task<IReadOnlyList<string>> PageAsync(NpgsqlConnection connection, string after, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select id from mt_streams where id > $1 and id like any($2) order by id limit $3",
            connection
        );
        command.Parameters.AddWithValue(after);
        command.Parameters.AddWithValue(Patterns);
        command.Parameters.AddWithValue(Page);
        return await ReadAsync(command, ct);
    }

    private string[] Patterns => [.. shown.Prefixes.Select(prefix => $"{prefix}%")];

    private static async Task<IReadOnlyList<string>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var streams = new List<string>();
        while (await reader.ReadAsync(ct))
            streams.Add(reader.GetString(0));
        return streams;
    }

#pragma warning disable CA2100 // Only names of tables are put together, and none comes from outside.
    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
#pragma warning restore CA2100
}
