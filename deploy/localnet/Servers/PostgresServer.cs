using Npgsql;
using QLStake.Localnet.Processes;

namespace QLStake.Localnet.Servers;

/// <summary>A private PostgreSQL: trust authentication, loopback only.</summary>
public sealed class PostgresServer : PrivateServer
{
    private const string Superuser = "postgres";
    private readonly IPostgresHost host;
    private readonly PostgresOptions options;
    private readonly PortLease port = PortLease.Take();

    private PostgresServer(IPostgresHost host, PostgresOptions options, TimeProvider time)
        : base("PostgreSQL", time)
    {
        this.host = host;
        this.options = options;
    }

    public int Port => port.Port;

    /// <summary>Fast shutdown: open sessions are ended, their transactions rolled back.</summary>
    protected override Signal StopSignal => Signal.Interrupt;

    public static Task<PostgresServer> StartAsync(
        IPostgresHost host,
        PostgresOptions options,
        TimeProvider time,
        CancellationToken stop = default
    ) => StartedAsync(new PostgresServer(host, options, time), stop);

    /// <summary>Npgsql's connection string to one database, with the pool size the services are sized for.</summary>
    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Username = Superuser,
            Database = database,
            MaxPoolSize = 20,
        }.ConnectionString;

    /// <summary>Creates an empty database.</summary>
    public Task CreateDatabaseAsync(string database, CancellationToken stop = default) =>
        ExecuteAsync($"CREATE DATABASE {Quoted(database)}", stop);

    /// <summary>Drops a database with all its sessions and creates it empty.</summary>
    public async Task RecreateDatabaseAsync(string database, CancellationToken stop = default)
    {
        await ExecuteAsync($"DROP DATABASE IF EXISTS {Quoted(database)} WITH (FORCE)", stop);
        await CreateDatabaseAsync(database, stop);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await host.DisposeAsync();
        port.Dispose();
    }

    protected override Task<IServerRun> LaunchAsync(CancellationToken stop) => host.LaunchAsync(Port, Settings(), stop);

    protected override async Task<bool> AnswersAsync(CancellationToken stop)
    {
        await ExecuteAsync("SELECT 1", stop);
        return true;
    }

    private Dictionary<string, string> Settings()
    {
        Dictionary<string, string> settings = new() { ["max_connections"] = "300" };
        if (!options.Durable)
        {
            settings["fsync"] = "off";
            settings["full_page_writes"] = "off";
        }

        return settings;
    }

    private async Task ExecuteAsync(string sql, CancellationToken stop)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(ConnectionString("postgres")) { Pooling = false, Timeout = 2 };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync(stop);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Identifiers cannot be parameters; Quoted escapes them.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(stop);
    }

    private static string Quoted(string identifier) =>
        $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <param name="Durable">False lets a crash of the *machine* lose data in exchange for speed; a crash of the server loses none.</param>
public sealed record PostgresOptions(bool Durable = true);
