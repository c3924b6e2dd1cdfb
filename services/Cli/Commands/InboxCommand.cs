using System.CommandLine;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary><c>qls inbox</c>: what a service has read of others' logs, and the way past an entry it can never take in.</summary>
internal static class InboxCommand
{
    private static readonly Argument<string> Service = new("service")
    {
        Description = "The service that reads, e.g. message-router.",
    };
    private static readonly Argument<string> Source = new("source")
    {
        Description = "The log, e.g. chain-watcher/14767482510784806043; readiness names it.",
    };
    private static readonly Argument<long> Position = new("position") { Description = "The entry's place in it." };
    private static readonly Option<string?> Url = UrlOption.Create(
        $"The service's address, elsewhere than in this localnet; its token is taken from {AdminToken.Variable}."
    );
    private static readonly Option<string> Reason = new("--reason")
    {
        Description = "Why; kept with the entry.",
        Required = true,
    };

    public static Command Create()
    {
        var list = new Command("list", "Show how far a service has read each log, and what is parked.")
        {
            Service,
            Url,
            JsonOption.Instance,
        };
        list.SetAction((parsed, stop) => WithServiceAsync(parsed, service => ListAsync(service, parsed, stop), stop));
        var park = new Command("park", "Set aside the entry a log stands still at; the log goes on behind it.")
        {
            Service,
            Source,
            Position,
            Reason,
            Url,
        };
        park.SetAction((parsed, stop) => WithServiceAsync(parsed, service => ParkAsync(service, parsed, stop), stop));
        var replay = new Command("replay", "Take in a parked entry, once its cause is gone.")
        {
            Service,
            Source,
            Position,
            Url,
        };
        replay.SetAction(
            (parsed, stop) => WithServiceAsync(parsed, service => ReplayAsync(service, parsed, stop), stop)
        );
        return new Command("inbox", "Logs that a service reads: list, park, replay.") { list, park, replay };
    }

    private static async Task WithServiceAsync(
        ParseResult parsed,
        Func<ServiceClient, Task> work,
        CancellationToken stop
    )
    {
        var name = parsed.GetRequiredValue(Service);
        if (UrlOption.Read(parsed.GetValue(Url)) is { } url)
        {
            using var remote = new ServiceClient(name, url, AdminToken.Remote);
            await work(remote);
            return;
        }

        await using var localnet = await RunningLocalnet.OpenAsync(stop);
        using var local = new ServiceClient(name, localnet.AddressOf(name), AdminToken.Local);
        await work(local);
    }

    private static async Task ListAsync(ServiceClient service, ParseResult parsed, CancellationToken stop)
    {
        var logs =
            await service.GetAsync<List<InboxReport>>("/admin/inbox", stop)
            ?? throw new CliException("This service reads no logs.");
        JsonOption.Tell(parsed, logs, Print);
    }

    private static void Print(List<InboxReport> logs)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("log", "read to", "parked", "reason", "cause");
        foreach (var log in logs)
        {
            table.AddRow(Markup.Escape(log.Source), $"{log.Position}", log.Parked.Count == 0 ? "nothing" : "", "", "");
            foreach (var entry in log.Parked)
            {
                var name = $"{entry.Position} {entry.Message}, {entry.At:u}";
                table.AddRow("", "", Markup.Escape(name), Markup.Escape(entry.Reason), Markup.Escape(entry.Cause));
            }
        }

        AnsiConsole.Write(table);
    }

    private static async Task ParkAsync(ServiceClient service, ParseResult parsed, CancellationToken stop)
    {
        var (source, position) = (parsed.GetRequiredValue(Source), parsed.GetRequiredValue(Position));
        var reason = parsed.GetRequiredValue(Reason);
        await service.PostAsync(
            "/admin/inbox/park",
            new
            {
                source,
                position,
                reason,
            },
            stop
        );
        AnsiConsole.MarkupLineInterpolated($"Parked. Once its cause is gone: ./qls inbox replay … {source} {position}");
    }

    private static async Task ReplayAsync(ServiceClient service, ParseResult parsed, CancellationToken stop)
    {
        var (source, position) = (parsed.GetRequiredValue(Source), parsed.GetRequiredValue(Position));
        await service.PostAsync("/admin/inbox/replay", new { source, position }, stop);
        AnsiConsole.MarkupLine("Taken in.");
    }

    private sealed record InboxReport(string Source, long Position, IReadOnlyList<ParkedEntry> Parked);

    private sealed record ParkedEntry(long Position, string Message, string Reason, string Cause, DateTimeOffset At);
}
