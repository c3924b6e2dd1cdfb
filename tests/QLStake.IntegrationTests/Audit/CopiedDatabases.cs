using Npgsql;
using QLStake.Contracts;
using QLStake.Localnet.Servers;
using Shouldly;

namespace QLStake.IntegrationTests.Audit;

/// <summary>Every service's database as it is now, under another name: what is done to it disturbs nobody.</summary>
internal sealed class CopiedDatabases(PostgresServer postgres)
{
    private const string Prefix = "audited_";

    /// <summary>The watcher's is copied last: whatever the others know, it has told.</summary>
    private static readonly string[] Services =
    [
        ServiceNames.FeeAccounting,
        ServiceNames.MintExecutor,
        ServiceNames.RateLimitGuard,
        ServiceNames.MessageRouter,
        ServiceNames.ChainWatcher,
    ];

    /// <summary>For <c>--postgres</c>.</summary>
    public string Template => postgres.ConnectionString(Prefix + "{service}");

    /// <param name="published">What the notary published: copied first, so that no line is younger than the databases.</param>
    /// <param name="to">Where to.</param>
    public async Task CopyAsync(string published, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(published))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        foreach (var service in Services)
        {
            var database = service.Replace('-', '_');
            await postgres.RecreateDatabaseAsync(Prefix + database);
            var at = $"-h 127.0.0.1 -p {postgres.Port} -U postgres";
            var copied = await CommandLine.RunAsync(
                "/bin/sh",
                ["-c", $"pg_dump {at} {database} | psql -q -o /dev/null {at} -v ON_ERROR_STOP=1 {Prefix}{database}"]
            );
            copied.Code.ShouldBe(0, copied.Errors);
        }
    }

    /// <summary>Runs one statement in a copy.</summary>
    public async Task<object?> ExecuteAsync(string service, string sql)
    {
        await using var database = NpgsqlDataSource.Create(
            postgres.ConnectionString(Prefix + service.Replace('-', '_'))
        );
#pragma warning disable CA2100 // Written in these tests.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}
