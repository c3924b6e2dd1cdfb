using Npgsql;
using NpgsqlTypes;

namespace QLStake.Hosting;

/// <summary>Where a database keeps its own chain: <c>notary_link</c> and <c>notary_root</c>. Rows are only ever added.</summary>
public static class NotaryTables
{
    private const string Schema = """
        create table if not exists notary_link (sequence bigint primary key, day date not null, hash bytea not null);
        create index if not exists notary_link_day on notary_link (day);
        create table if not exists notary_root (
            day date primary key, first bigint not null, last bigint not null, count bigint not null,
            root bytea not null, head bytea not null);
        """;

    public static async Task CreateAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Schema, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Whether the database was ever notarised.</summary>
    public static async Task<bool> ExistAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select to_regclass('notary_link') is not null", connection);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>The newest link; null where there is none.</summary>
    public static async Task<ChainLink?> LastAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select sequence, day, hash from notary_link order by sequence desc limit 1",
            connection
        );
        return await LinksAsync(command, ct) is [var link, ..] ? link : null;
    }

    /// <summary>The links of a day, in order.</summary>
    public static async Task<IReadOnlyList<ChainLink>> OfDayAsync(
        NpgsqlConnection connection,
        DateOnly day,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(
            "select sequence, day, hash from notary_link where day = $1 order by sequence",
            connection
        );
        command.Parameters.AddWithValue(day);
        return await LinksAsync(command, ct);
    }

    /// <summary>The days with links, oldest first.</summary>
    /// <param name="from">The first that counts.</param>
    /// <param name="before">The first that does not.</param>
    public static async Task<IReadOnlyList<DateOnly>> DaysAsync(
        NpgsqlConnection connection,
        DateOnly from,
        DateOnly before,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(
            "select distinct day from notary_link where day >= $1 and day < $2 order by day",
            connection
        );
        command.Parameters.AddWithValue(from);
        command.Parameters.AddWithValue(before);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var days = new List<DateOnly>();
        while (await rows.ReadAsync(ct))
            days.Add(rows.GetFieldValue<DateOnly>(0));
        return days;
    }

    /// <summary>All links up to a sequence number, in order.</summary>
    public static async Task<IReadOnlyList<ChainLink>> UpToAsync(
        NpgsqlConnection connection,
        long upTo,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(
            "select sequence, day, hash from notary_link where sequence <= $1 order by sequence",
            connection
        );
        command.Parameters.AddWithValue(upTo);
        return await LinksAsync(command, ct);
    }

    /// <summary>The links of a stream's events, each with the one before it; what is not notarised yet is missing.</summary>
    public static async Task<IReadOnlyList<NotarisedLink>> OfStreamAsync(
        NpgsqlConnection connection,
        string stream,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select l.sequence, l.hash,
                (select b.hash from notary_link b where b.sequence < l.sequence order by b.sequence desc limit 1)
            from mt_events e join notary_link l on l.sequence = e.seq_id where e.stream_id = $1 order by e.version
            """,
            connection
        );
        command.Parameters.AddWithValue(stream);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var links = new List<NotarisedLink>();
        while (await rows.ReadAsync(ct))
            links.Add(
                new(
                    rows.GetInt64(0),
                    await rows.IsDBNullAsync(2, ct) ? HashChain.Start : Word(rows.GetFieldValue<byte[]>(2)),
                    Word(rows.GetFieldValue<byte[]>(1))
                )
            );
        return links;
    }

    public static async Task AddAsync(NpgsqlConnection connection, IReadOnlyList<ChainLink> links, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "insert into notary_link select * from unnest($1, $2, $3)",
            connection
        );
        command.Parameters.AddWithValue(links.Select(link => link.Sequence).ToArray());
        command.Parameters.AddWithValue(
            NpgsqlDbType.Array | NpgsqlDbType.Date,
            links.Select(link => link.Day).ToArray()
        );
        command.Parameters.AddWithValue(links.Select(link => link.Hash.ToArray()).ToArray());
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The newest day that has a root; null where none has.</summary>
    public static async Task<DateOnly?> ClosedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select max(day) from notary_root", connection);
        return await command.ExecuteScalarAsync(ct) is DateTime day ? DateOnly.FromDateTime(day) : null;
    }

    /// <summary>The days that have a root, oldest first.</summary>
    public static async Task<IReadOnlyList<DailyRoot>> RootsAsync(
        NpgsqlConnection connection,
        string service,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(
            "select day, first, last, count, root, head from notary_root order by day",
            connection
        );
        await using var rows = await command.ExecuteReaderAsync(ct);
        var roots = new List<DailyRoot>();
        while (await rows.ReadAsync(ct))
            roots.Add(
                new(
                    service,
                    rows.GetFieldValue<DateOnly>(0),
                    rows.GetInt64(1),
                    rows.GetInt64(2),
                    rows.GetInt64(3),
                    Word(rows.GetFieldValue<byte[]>(4)),
                    Word(rows.GetFieldValue<byte[]>(5))
                )
            );
        return roots;
    }

    public static async Task AddAsync(NpgsqlConnection connection, DailyRoot root, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "insert into notary_root values ($1, $2, $3, $4, $5, $6)",
            connection
        );
        command.Parameters.AddWithValue(root.Day);
        command.Parameters.AddWithValue(root.First);
        command.Parameters.AddWithValue(root.Last);
        command.Parameters.AddWithValue(root.Count);
        command.Parameters.AddWithValue(root.Root.ToArray());
        command.Parameters.AddWithValue(root.Head.ToArray());
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<IReadOnlyList<ChainLink>> LinksAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var rows = await command.ExecuteReaderAsync(ct);
        var links = new List<ChainLink>();
        while (await rows.ReadAsync(ct))
            links.Add(new(rows.GetInt64(0), rows.GetFieldValue<DateOnly>(1), Word(rows.GetFieldValue<byte[]>(2))));
        return links;
    }

    /// <summary>A hash that somebody shortened is none: it equals nothing.</summary>
    private static B256 Word(byte[] bytes) => bytes.Length == B256.Size ? B256.FromSpan(bytes) : B256.Zero;
}
