using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary><c>qls verify</c>: checks a passport with nothing but the file. Ends with 1 where a part does not hold.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> Source = new("file") { Description = "A passport." };

    public static Command Create()
    {
        var command = new Command("verify", "Check a passport offline: no chain, no database, no service is asked.")
        {
            Source,
            JsonOption.Instance,
        };
        command.SetAction(
            (parsed, stop) => RunAsync(parsed.GetRequiredValue(Source), parsed.GetValue(JsonOption.Instance), stop)
        );
        return command;
    }

    private static async Task<int> RunAsync(string file, bool json, CancellationToken stop)
    {
        var passport = await ReadAsync(file, stop);
        var verdicts = PassportVerifier.Verify(passport);
        if (json)
        {
            JsonOption.Print(verdicts);
        }
        else
        {
            Print(passport, verdicts);
        }

        return verdicts.All(verdict => verdict.Holds) ? 0 : 1;
    }

    private static async Task<Passport> ReadAsync(string file, CancellationToken stop)
    {
        try
        {
            return
                JsonOption.Read<Passport>(await File.ReadAllBytesAsync(file, stop)) is { Version: Passport.Newest } read
                ? read
                : throw new CliException($"Expected a passport of version {Passport.Newest} in {file}, found another.");
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            throw new CliException($"{file} is no passport: {error.Message}", error);
        }
    }

    private static void Print(Passport passport, IReadOnlyList<PassportVerdict> verdicts)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{passport.StakeId}[/]");
        var parts = new Table().Border(TableBorder.Simple).AddColumns("part", "", "");
        foreach (var verdict in verdicts)
        {
            parts.AddRow(
                verdict.Part,
                verdict.Holds ? "[green]holds[/]" : "[red]does not hold[/]",
                Markup.Escape(verdict.Says)
            );
        }

        AnsiConsole.Write(parts);
        AnsiConsole.MarkupLine("Not proven here, and to be compared by whoever reads this:");
        var compared = new Grid().AddColumn().AddColumn();
        foreach (
            var receipt in new[]
            {
                passport.Lock,
                passport.Sending,
                passport.Commit,
                passport.Arrival,
                passport.Mint,
            }.DistinctBy(receipt => receipt.BlockHash)
        )
        {
            compared.AddRow(
                $"  block {receipt.BlockNumber} of chain {receipt.Chain} is",
                $"{receipt.BlockHash}, with an explorer or a node you trust"
            );
        }

        compared.AddRow("  satellite", $"{passport.Contracts.Satellite}");
        compared.AddRow("  hub", $"{passport.Contracts.Hub} on chain id {passport.Contracts.HubChainId}");
        compared.AddRow("  CCIP", $"OnRamp {passport.Contracts.OnRamp}, OffRamp {passport.Contracts.OffRamp}");
        compared.AddRow(
            "  guards",
            $"{passport.Guards.Threshold} of {string.Join(", ", passport.Guards.Guardians)}, as the hub has them"
        );
        compared.AddRow("  links", "of the events, with what the notary published: docs/audit.md");
        AnsiConsole.Write(compared);
    }
}
