using System.CommandLine;
using QLStake.Localnet;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary><c>qls down</c>: ends what <c>qls up</c> started.</summary>
internal static class DownCommand
{
    public static Command Create()
    {
        var command = new Command("down", "Stop everything that ./qls up or ./qls demo --keep started.");
        command.SetAction((_, _) => RunAsync());
        return command;
    }

    private static async Task RunAsync()
    {
        var host = new LocalnetHost(Repository.Find(), TimeProvider.System);
        if (host.Running is null)
        {
            AnsiConsole.MarkupLine("Nothing is up.");
            return;
        }

        await host.StopAsync();
        AnsiConsole.MarkupLine("Down.");
    }
}
