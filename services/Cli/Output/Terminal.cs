using System.CommandLine;
using QLStake.Evm;
using QLStake.Localnet;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary>Runs a command; whatever goes wrong becomes one clear sentence and an exit code.</summary>
internal static class Terminal
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    // Ending a localnet takes longer than a command's usual two seconds.
    private static readonly TimeSpan EndingTakes = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(ParseResult command)
    {
        if (Console.IsOutputRedirected)
        {
            // Nobody's window is eighty columns wide where nobody looks: lines must not be broken.
            AnsiConsole.Profile.Width = 250;
        }

        try
        {
            return await command.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = EndingTakes,
                }
            );
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync($"qls: {Sentence(error)}");
            return Failed;
        }
    }

    private static string Sentence(Exception error) =>
        error switch
        {
            CliException or LocalnetException or RpcException or EvmDataException => error.Message,
            _ when Environment.GetEnvironmentVariable("QLS_TRACE") is { Length: > 0 } => error.ToString(),
            _ => $"{error.GetType().Name}: {error.Message} This is a defect of qls; QLS_TRACE=1 shows where.",
        };
}
