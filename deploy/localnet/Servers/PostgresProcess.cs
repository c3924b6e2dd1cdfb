using System.Globalization;
using QLStake.Localnet.Processes;

namespace QLStake.Localnet.Servers;

/// <summary>PostgreSQL as a process: loopback only, no unix socket (whose path length is limited).</summary>
internal sealed class PostgresProcess(InstanceFolder folder, TimeProvider time) : IPostgresHost
{
    private const int MostLooks = 100;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private string? _data;

    // PostgreSQL refuses to run as root.
    private static string? SystemUser => Environment.IsPrivilegedProcess ? "postgres" : null;

    public async Task<IServerRun> LaunchAsync(
        int port,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken stop
    )
    {
        var postgres = Tool.Postgres.Find();
        _data ??= await InitialiseAsync(postgres, stop);
        await UntilAbandonedAsync(_data, stop);
        Dictionary<string, string> all = new(settings)
        {
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["listen_addresses"] = "127.0.0.1",
            ["unix_socket_directories"] = "",
        };
        string[] arguments =
        [
            "-D",
            _data,
            .. all.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" }),
        ];
        return ChildProcess.Start(
            new ChildCommand("PostgreSQL", postgres, arguments, folder.Log("postgres"))
            {
                User = SystemUser,
                WorkingDirectory = "/",
            }
        );
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Backends outlive a killed server for a moment, and no other may start on their data.</summary>
    private async Task UntilAbandonedAsync(string data, CancellationToken stop)
    {
        for (var look = 0; look < MostLooks && Directory.EnumerateDirectories("/proc").Any(WorksThere); look++)
        {
            await Task.Delay(BetweenLooks, time, stop);
        }

        bool WorksThere(string process)
        {
            try
            {
                return new DirectoryInfo(Path.Combine(process, "cwd")).LinkTarget == data;
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
            .. new[] { "-D", created, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8" },
            "--no-sync",
        ];
        var initdb = Path.Combine(Path.GetDirectoryName(postgres)!, "initdb");
        await ShortCommand.RunAsync(SystemUser, initdb, arguments, stop);
        return created;
    }
}
