using System.CommandLine;
using QLStake.Contracts;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary><c>qls passport</c>: a minted stake's proofs in one file.</summary>
internal static class PassportCommand
{
    private static readonly Argument<string> Id = new("stakeId")
    {
        Description = "A minted stake's id, the beginning of one, or any other name of the stake.",
    };
    private static readonly Option<string?> Output = new("--output", "-o")
    {
        Description = "The file; passport-0x….json without it.",
    };

    public static Command Create()
    {
        var command = new Command(
            "passport",
            "Write a minted stake's proofs to one file, which anybody verifies offline."
        )
        {
            Id,
            Output,
            JsonOption.Instance,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var (id, output) = (parsed.GetRequiredValue(Id), parsed.GetValue(Output));
        await using var localnet = await RunningLocalnet.OpenAsync(stop);
        using var router = new ServiceClient(
            ServiceNames.MessageRouter,
            localnet.AddressOf(ServiceNames.MessageRouter)
        );
        var stake = (await new StakeStories(router, TimeProvider.System).SearchAsync(id, stop)).StakeId;
        var passport = await Progressing.RunAsync(progress =>
        {
            progress.Report("receipts, headers and links are gathered");
            return new PassportMaker(localnet).MakeAsync(stake, stop);
        });
        var file = output ?? $"passport-{stake.ToString()[..10]}.json";
        await File.WriteAllTextAsync(file, JsonOption.Text(passport), stop);
        JsonOption.Tell(
            parsed,
            new { stakeId = stake, file },
            _ => AnsiConsole.MarkupLineInterpolated($"Written: {file}. Check it anywhere, offline: ./qls verify {file}")
        );
    }
}
