using Marten;
using Npgsql;

namespace QLStake.Hosting;

/// <summary>The tables of a service's database.</summary>
public static class Schema
{
    /// <summary>
    /// A block's journal has half a megabyte. PostgreSQL's own compression takes longer over it than everything else that
    /// writing it costs; LZ4, where the server was built with it, a fifth of that. What is stored already stays as it is.
    /// </summary>
    private const string CompressFast = """
        do $$ begin
            if exists (select from pg_settings where name = 'default_toast_compression' and 'lz4' = any (enumvals))
                and exists (select from pg_attribute where attrelid = 'mt_events'::regclass and attname = 'data' and attcompression <> 'l')
            then
                alter table mt_events alter column data set compression lz4;
            end if;
        end $$
        """;

    /// <summary>Brings them up to date.</summary>
    /// <exception cref="NpgsqlException">The database is away.</exception>
    public static async Task BringUpToDateAsync(
        this IDocumentStore store,
        NpgsqlDataSource database,
        CancellationToken ct
    )
    {
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await using var command = database.CreateCommand(CompressFast);
        await command.ExecuteNonQueryAsync(ct);
    }
}
