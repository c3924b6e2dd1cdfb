using Npgsql;
using QLStake.IntegrationTests.Servers;
using QLStake.Localnet.Servers;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Localnet;

[Collection(TestInstance.ServersOneAfterAnother)]
public sealed class PostgresServerTests : IAsyncLifetime
{
    private readonly TestInstance instance = new("postgres-tests");
    private PostgresServer postgres = null!;

    public async Task InitializeAsync() =>
        postgres = await TestServers.PostgresAsync(instance.Folder, new PostgresOptions());

    public async Task DisposeAsync()
    {
        await postgres.DisposeAsync();
        instance.Dispose();
    }

    [Fact]
    public async Task It_serves_three_hundred_connections_and_keeps_data_on_disk()
    {
        (await ScalarAsync("postgres", "SHOW max_connections")).ShouldBe("300");
        (await ScalarAsync("postgres", "SHOW fsync")).ShouldBe("on");
    }

    [Fact]
    public async Task What_was_committed_survives_a_kill_and_a_restart()
    {
        await postgres.CreateDatabaseAsync("survivor");
        await ScalarAsync("survivor", "CREATE TABLE t (n int); INSERT INTO t VALUES (42)");

        await postgres.KillAsync();
        postgres.IsRunning.ShouldBeFalse();
        await postgres.StartAsync();
        await postgres.RestartAsync();

        (await ScalarAsync("survivor", "SELECT n FROM t")).ShouldBe(42);
    }

    [Fact]
    public async Task A_recreated_database_is_empty_although_sessions_were_open()
    {
        await postgres.CreateDatabaseAsync("wiped");
        await using var open = new NpgsqlConnection(postgres.ConnectionString("wiped"));
        await open.OpenAsync();
        await ScalarAsync("wiped", "CREATE TABLE t (n int)");

        await postgres.RecreateDatabaseAsync("wiped");

        (await ScalarAsync("wiped", "SELECT count(*) FROM pg_tables WHERE tablename = 't'")).ShouldBe(0L);
    }

    private async Task<object?> ScalarAsync(string database, string sql)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(postgres.ConnectionString(database)) { Pooling = false };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}
