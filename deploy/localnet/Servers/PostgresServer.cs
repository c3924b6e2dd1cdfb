using System.Globalization;
using Npgsql;
using QLStake.Localnet.Processes;

namespace QLStake.Localnet.Servers;

/// <summary>A private PostgreSQL: trust authentication, loopback only, no unix socket (whose path length is limited).</summary>
public sealed class PostgresServer : PrivateServer
{
    private const string Superuser = "postgres";
    private const int MostLooks = 100;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private readonly InstanceFolder folder;
    private readonly PostgresOptions options;
    private readonly TimeProvider clock;
    private readonly PortLease port = PortLease.Take();
    private string? data;

    private PostgresServer(InstanceFolder folder, PostgresOptions options, TimeProvider time)
        : base("PostgreSQL", time)
    {
        this.folder = folder;
        this.options = options;
        clock = time;
    }

    public int Port => port.Port;

    /// <summary>Fast shutdown: open sessions are ended, their transactions rolled back.</summary>
    protected override Signal StopSignal => Signal.Interrupt;

    // PostgreSQL refuses to run as root.
    private static string? SystemUser => Environment.IsPrivilegedProcess ? Superuser : null;

    public static async Task<PostgresServer> StartAsync(
        InstanceFolder folder,
        PostgresOptions options,
        TimeProvider time,
        CancellationToken stop = default
    )
    {
        var server = new PostgresServer(folder, options, time);
        await server.StartAsync(stop);
        return server;
    }

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
        port.Dispose();
    }

    protected override async Task<ChildProcess> LaunchAsync(CancellationToken stop)
    {
        var postgres = Tool.Postgres.Find();
        data ??= await InitialiseAsync(postgres, stop);
        await UntilAbandonedAsync(data, stop);
        return ChildProcess.Start(
            new ChildCommand(Name, postgres, ["-D", data, .. Settings()], folder.Log("postgres"))
            {
                User = SystemUser,
                WorkingDirectory = "/",
            }
        );
    }

    protected override async Task<bool> AnswersAsync(CancellationToken stop)
    {
        await ExecuteAsync("SELECT 1", stop);
        return true;
    }

    /// <summary>Backends outlive a killed server for a moment, and no other may start on their data.</summary>
    private async Task UntilAbandonedAsync(string folder, CancellationToken stop)
    {
        for (var look = 0; look < MostLooks && Directory.EnumerateDirectories("/proc").Any(WorksThere); look++)
        {
            await Task.Delay(BetweenLooks, clock, stop);
        }

        bool WorksThere(string process)
        {
            try
            {
                return new DirectoryInfo(Path.Combine(process, "cwd")).LinkTarget == folder;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It ended, or is another user's.
                return false;
            }
        }
    }

    private async Task<string> InitialiseAsync(string postgres, CancellationToken stop)
    {
        var created = SystemUser is { } user
            ? await folder.EmptyOwnedByAsync(user, "postgres", stop)
            : folder.Empty("postgres");
        string[] arguments =
        [
            .. new[] { "-D", created, "-U", Superuser, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8" },
            "--no-sync",
        ];
        var initdb = Path.Combine(Path.GetDirectoryName(postgres)!, "initdb");
        await ShortCommand.RunAsync(SystemUser, initdb, arguments, stop);
        return created;
    }

    private IEnumerable<string> Settings()
    {
        Dictionary<string, string> settings = new()
        {
            ["port"] = Port.ToString(CultureInfo.InvariantCulture),
            ["listen_addresses"] = "127.0.0.1",
            ["unix_socket_directories"] = "",
            ["max_connections"] = "300",
        };
        if (!options.Durable)
        {
            settings["fsync"] = "off";
            settings["full_page_writes"] = "off";
        }

        return settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" });
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
