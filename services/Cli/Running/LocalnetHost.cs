using System.Diagnostics;
using System.Globalization;
using QLStake.Localnet;

namespace QLStake.Cli;

/// <summary>The process that keeps a localnet up after the terminal is closed. It owns every other process.</summary>
internal sealed class LocalnetHost(Repository repository, TimeProvider time)
{
    private const string Assembly = "QLStake.Localnet";
    private const string UpLine = "up";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan EndingTakes = TimeSpan.FromSeconds(60);

    /// <summary>What the host says while it runs.</summary>
    public string LogFile => Path.Combine(repository.QlsHome, "host.log");

    private string ErrorFile => Path.Combine(repository.QlsHome, "host.err");

    private const int MissedAtMost = 3;

    private string IdFile => Path.Combine(repository.QlsHome, "host.pid");

    /// <summary>The host's process id; null where none runs.</summary>
    public int? Running =>
        File.Exists(IdFile)
        && int.TryParse(File.ReadAllText(IdFile), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && IsHost(id)
            ? id
            : null;

    /// <summary>Starts the host in a session of its own and returns when everything is ready.</summary>
    /// <exception cref="LocalnetException">It did not get ready; the message has its reason.</exception>
    public async Task StartAsync(IProgress<string> progress, CancellationToken stop)
    {
        Directory.CreateDirectory(repository.QlsHome);
        // The host empties them as well, but perhaps later than they are read: what the last one said is not said by this one.
        await File.WriteAllTextAsync(LogFile, "", stop);
        await File.WriteAllTextAsync(ErrorFile, "", stop);
        var program = repository.Built("deploy/localnet", Assembly);
        const string detached = "setsid dotnet \"$0\" </dev/null >\"$1\" 2>\"$2\" & printf %s $! >\"$3\"";
        await RunAsync(detached, [program, LogFile, ErrorFile, IdFile], stop);
        try
        {
            await FollowAsync(progress, stop);
        }
        catch (OperationCanceledException)
        {
            await StopAsync();
            throw;
        }
    }

    /// <summary>Ends the host and with it everything; returns when it is gone.</summary>
    /// <exception cref="CliException">It does not end.</exception>
    public async Task StopAsync()
    {
        if (Running is not { } id)
        {
            return;
        }

        await RunAsync("kill -TERM \"$0\"", [id.ToString(CultureInfo.InvariantCulture)], CancellationToken.None);
        var began = time.GetTimestamp();
        while (IsHost(id))
        {
            if (time.GetElapsedTime(began) > EndingTakes)
            {
                throw new CliException(
                    $"The localnet's host, process {id}, did not end within {EndingTakes.TotalSeconds:0} s. "
                        + $"End it: kill -9 {id}; what it started ends with it."
                );
            }

            await Task.Delay(Look, time);
        }

        File.Delete(IdFile);
    }

    private async Task FollowAsync(IProgress<string> progress, CancellationToken stop)
    {
        using var log = new StreamReader(File.Open(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        // While a process becomes another program it shows no command line for a moment: only a host missed repeatedly has ended.
        for (var missed = 0; ; )
        {
            missed = Running is null ? missed + 1 : 0;
            while (await log.ReadLineAsync(stop) is { } line)
            {
                if (line == UpLine)
                {
                    return;
                }

                progress.Report(line);
            }

            if (missed > MissedAtMost)
            {
                var reason = (await File.ReadAllTextAsync(ErrorFile, stop)).Trim();
                throw new LocalnetException(
                    reason.Length > 0 ? reason : $"The localnet's host ended early; see {LogFile}."
                );
            }

            await Task.Delay(Look, time, stop);
        }
    }

    // An id may be another's by now, and an ended process may linger without a command line.
    private static bool IsHost(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Contains($"{Assembly}.dll", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task RunAsync(string script, IEnumerable<string> arguments, CancellationToken stop)
    {
        using var shell = Process.Start("/bin/sh", ["-c", script, .. arguments]);
        await shell.WaitForExitAsync(stop);
    }
}
