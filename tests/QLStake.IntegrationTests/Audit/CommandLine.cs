using System.Diagnostics;
using QLStake.Localnet;

namespace QLStake.IntegrationTests.Audit;

/// <summary>What a command ended with.</summary>
internal sealed record Ended(int Code, string Output, string Errors);

/// <summary>Runs <c>qls</c> in a process of its own, as its users do.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="instance">The localnet that is meant.</param>
    public static Task<Ended> QlsAsync(string instance, params string[] arguments) =>
        RunAsync(
            "dotnet",
            [Repository.Find().Built("services/Cli", "QLStake.Cli"), .. arguments],
            ("QLS_INSTANCE", instance)
        );

    public static async Task<Ended> RunAsync(
        string program,
        IEnumerable<string> arguments,
        params (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            var (output, errors) = (
                process.StandardOutput.ReadToEndAsync(limit.Token),
                process.StandardError.ReadToEndAsync(limit.Token)
            );
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
