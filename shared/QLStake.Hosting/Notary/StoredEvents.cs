using System.Runtime.CompilerServices;
using Npgsql;

namespace QLStake.Hosting;

/// <summary>Reads events past Marten, as they stand in the table: what was changed there is seen as it is.</summary>
public static class StoredEvents
{
    private const string Columns = "seq_id, stream_id, version, timestamp, type, data::text";

    /// <summary>Events after a sequence number, in order, tombstones included.</summary>
    /// <param name="after">The last one already read; 0 for all.</param>
    /// <param name="upTo">The last one to read.</param>
    public static IAsyncEnumerable<StoredEvent> ReadAsync(
        NpgsqlConnection connection,
        long after,
        long upTo,
        CancellationToken ct
    )
    {
        var command = new NpgsqlCommand(
            $"select {Columns} from mt_events where seq_id > $1 and seq_id <= $2 order by seq_id",
            connection
        );
        command.Parameters.AddWithValue(after);
        command.Parameters.AddWithValue(upTo);
        return RunAsync(command, ct);
    }

    /// <summary>The events of one stream, in order.</summary>
    /// <param name="until">The last moment that counts; null for now.</param>
    public static IAsyncEnumerable<StoredEvent> OfStreamAsync(
        NpgsqlConnection connection,
        string stream,
        DateTimeOffset? until,
        CancellationToken ct
    )
    {
        var command = new NpgsqlCommand(
            $"select {Columns} from mt_events where stream_id = $1 and timestamp <= $2 order by version",
            connection
        );
        command.Parameters.AddWithValue(stream);
        command.Parameters.AddWithValue((until ?? DateTimeOffset.MaxValue).UtcDateTime);
        return RunAsync(command, ct);
    }

    private static async IAsyncEnumerable<StoredEvent> RunAsync(
        NpgsqlCommand command,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var _ = command;
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            yield return new(
                rows.GetInt64(0),
                rows.GetString(1),
                rows.GetInt64(2),
                new(rows.GetDateTime(3)),
                rows.GetString(4),
                rows.GetFieldValue<byte[]>(5)
            );
    }
}
