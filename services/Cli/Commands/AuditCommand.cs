using System.CommandLine;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary><c>qls audit</c>: everything that was written down against what it was written from. Ends with 1 where something differs.</summary>
internal static class AuditCommand
{
    private static readonly Option<DateTimeOffset?> From = new("--from")
    {
        Description = "Only what was written since, e.g. 2026-01-31T00:00:00Z.",
    };
    private static readonly Option<DateTimeOffset?> To = new("--to")
    {
        Description = "Only what was written until then.",
    };
    private static readonly Option<string?> Postgres = new("--postgres")
    {
        Description =
            "Elsewhere than in this localnet: connection string with {service} for the database, e.g. 'Host=…;Username=…;Database={service}'.",
    };
    private static readonly Option<string?> Network = new("--network")
    {
        Description = "The network's file, with --postgres.",
    };
    private static readonly Option<string?> Notary = new("--notary")
    {
        Description = "The folder of what the notary published, with --postgres.",
    };
    private static readonly Option<string[]> Policy = new("--policy")
    {
        Description = "A policy as the guard's /policy shows it, with --postgres; once for each that was in force.",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Create()
    {
        var command = new Command(
            "audit",
            "Compare every event with its hash chain, every fact with the chains, approvals with the policy, postings with their facts."
        )
        {
            From,
            To,
            Postgres,
            Network,
            Notary,
            Policy,
            JsonOption.Instance,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var scope = new AuditScope(parsed.GetValue(From), parsed.GetValue(To));
        await using var sources = await SourcesAsync(parsed, stop);
        var report = await Progressing.RunAsync(progress =>
            new Audit(sources, scope, progress, TimeProvider.System).RunAsync(stop)
        );
        if (parsed.GetValue(JsonOption.Instance))
        {
            JsonOption.Print(report);
        }
        else
        {
            Print(report);
        }

        return report.IsClean ? 0 : 1;
    }

    private static async Task<AuditSources> SourcesAsync(ParseResult parsed, CancellationToken stop)
    {
        if (parsed.GetValue(Postgres) is { } postgres)
        {
            var network =
                parsed.GetValue(Network) ?? throw new CliException("Expected --network with --postgres, found none.");
            return AuditSources.Open(postgres, network, parsed.GetValue(Notary), parsed.GetValue(Policy) ?? []);
        }

        await using var localnet = await RunningLocalnet.OpenAsync(stop);
        return await AuditSources.LocalAsync(localnet, stop);
    }

    private static void Print(AuditReport report)
    {
        var checks = new Table().Border(TableBorder.Simple).AddColumns("what", "of", "compared", "found");
        foreach (var check in report.Checks)
        {
            var found = report.Findings.Count(finding =>
                finding.Check == check.Name && finding.Service == check.Service
            );
            checks.AddRow(
                check.Name,
                check.Service,
                $"{check.Examined}",
                found == 0 ? "[green]nothing[/]" : $"[red]{found}[/]"
            );
        }

        AnsiConsole.Write(checks);
        foreach (var note in report.Checks.SelectMany(check => check.Notes))
        {
            AnsiConsole.MarkupLineInterpolated($"[grey]{note}[/]");
        }

        foreach (var finding in report.Findings)
        {
            var place = finding.Sequence is { } sequence ? $" event {sequence}" : "";
            var stream = finding.Stream is null ? "" : $" of {finding.Stream}";
            AnsiConsole.MarkupLineInterpolated($"[red]{finding.Service}{place}{stream}[/]: {finding.What}");
        }

        AnsiConsole.MarkupLineInterpolated(
            $"{(report.IsClean ? "Nothing differs." : $"{report.Findings.Count} differences.")} What this proves and what not: docs/audit.md"
        );
    }
}
