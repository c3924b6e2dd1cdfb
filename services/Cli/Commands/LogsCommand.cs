using System.CommandLine;
using QLStake.Localnet;

namespace QLStake.Cli;

/// <summary><c>qls logs</c>: what a process printed.</summary>
internal static class LogsCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        var service = new Argument<string>("service")
        {
            Description = "A service or server, e.g. message-router or postgres.",
        };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until interrupted." };
        var lines = new Option<int>("--lines", "-n")
        {
            Description = "How many lines from the end.",
            DefaultValueFactory = _ => 200,
        };
        var command = new Command("logs", "Show what a service or server printed.") { service, follow, lines };
        command.SetAction(
            (parsed, stop) =>
                RunAsync(parsed.GetRequiredValue(service), parsed.GetValue(lines), parsed.GetValue(follow), stop)
        );
        return command;
    }

    private static async Task RunAsync(string service, int lines, bool follow, CancellationToken stop)
    {
        using var log = new StreamReader(
            File.Open(FileOf(service), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
        );
        var end = new Queue<string>();
        while (await log.ReadLineAsync(stop) is { } line)
        {
            end.Enqueue(line);
            if (end.Count > lines)
            {
                end.Dequeue();
            }
        }

        foreach (var line in end)
        {
            Console.WriteLine(line);
        }

        while (follow)
        {
            await Task.Delay(Look, TimeProvider.System, stop);
            Console.Write(await log.ReadToEndAsync(stop));
        }
    }

    private static string FileOf(string service)
    {
        var home = Repository.Find().QlsHome;
        var folder = Path.Combine(home, LocalNetworkOptions.DefaultInstance, "logs");
        var known = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.log").ToDictionary(file => Path.GetFileNameWithoutExtension(file))
            : [];
        if (known.TryGetValue(service, out var file))
        {
            return file;
        }

        throw new CliException(
            known.Count == 0
                ? $"There are no logs in {folder}: nothing has run here. Start it: ./qls up"
                : $"Expected one of {string.Join(", ", known.Keys.Order())}, found '{service}'."
        );
    }
}
