using System.CommandLine;
using QLStake.Contracts;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary><c>qls projections</c>: the rows that lists and searches are answered from.</summary>
internal static class ProjectionsCommand
{
    // Every stream of a service is folded.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private static readonly string[] Services =
    [
        ServiceNames.MessageRouter,
        ServiceNames.RateLimitGuard,
        ServiceNames.MintExecutor,
        ServiceNames.FeeAccounting,
    ];

    private static readonly Argument<string?> Service = new("service")
    {
        Description = "One service; all that have rows without it.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<string?> Url = UrlOption.Create(
        $"The service's address, elsewhere than in this localnet; its token is taken from {AdminToken.Variable}."
    );

    public static Command Create()
    {
        var rebuild = new Command(
            "rebuild",
            "Write all rows anew from the streams, beside those that serve; once complete and compared they take their place."
        )
        {
            Service,
            Url,
            JsonOption.Instance,
        };
        rebuild.SetAction(RebuildAsync);
        return new Command("projections", "Rows written from streams: rebuild.") { rebuild };
    }

    private static async Task RebuildAsync(ParseResult parsed, CancellationToken stop)
    {
        var results = await Progressing.RunAsync(progress => RebuildAsync(parsed, progress, stop));
        if (parsed.GetValue(JsonOption.Instance))
        {
            JsonOption.Print(results);
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("service", "table", "rows", "differed before");
        foreach (var (service, rebuilt) in results)
        {
            foreach (var rows in rebuilt.Tables)
            {
                table.AddRow(
                    service,
                    rows.Table,
                    $"{rows.Rows}",
                    rows.Differed == 0 ? "none" : $"[red]{rows.Differed}[/]"
                );
            }
        }

        AnsiConsole.Write(table);
    }

    private static async Task<Dictionary<string, Rebuilt>> RebuildAsync(
        ParseResult parsed,
        IProgress<string> progress,
        CancellationToken stop
    )
    {
        var named = parsed.GetValue(Service);
        if (UrlOption.Read(parsed.GetValue(Url)) is { } url)
        {
            var name = named ?? throw new CliException("Expected the service's name with --url, found none.");
            return new() { [name] = await RebuildAsync(name, url, AdminToken.Remote, progress, stop) };
        }

        await using var localnet = await RunningLocalnet.OpenAsync(stop);
        var results = new Dictionary<string, Rebuilt>();
        foreach (var service in named is null ? Services : [named])
        {
            results[service] = await RebuildAsync(
                service,
                localnet.AddressOf(service),
                AdminToken.Local,
                progress,
                stop
            );
        }

        return results;
    }

    private static async Task<Rebuilt> RebuildAsync(
        string service,
        Uri address,
        string token,
        IProgress<string> progress,
        CancellationToken stop
    )
    {
        progress.Report($"rows of {service}");
        using var client = new ServiceClient(service, address, token, Patience);
        return await client.AskAsync<Rebuilt>("/admin/rebuild", stop);
    }

    private sealed record Rebuilt(long Streams, IReadOnlyList<RebuiltTable> Tables);

    private sealed record RebuiltTable(string Table, long Rows, long Differed);
}
