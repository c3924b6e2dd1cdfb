using System.CommandLine;
using QLStake.Localnet;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary><c>qls up</c>: everything up, and up it stays.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var command = new Command(
            "up",
            "Start three chains with CCIP, PostgreSQL, RabbitMQ and all services; they stay up."
        );
        command.SetAction((_, stop) => RunAsync(stop));
        return command;
    }

    private static async Task RunAsync(CancellationToken stop)
    {
        var host = new LocalnetHost(Repository.Find(), TimeProvider.System);
        if (host.Running is { } id)
        {
            AnsiConsole.MarkupLineInterpolated($"Already up, host process {id}.");
        }
        else
        {
            var narrator = new Narrator(TimeProvider.System);
            await host.StartAsync(narrator, stop);
            narrator.Tell("up");
        }

        await using var localnet = await RunningLocalnet.OpenAsync(stop);
        Addresses.Print(localnet);
    }
}
