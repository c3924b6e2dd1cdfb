using System.ComponentModel;
using System.Diagnostics;

namespace QLStake.Localnet.Processes;

/// <summary>A program that runs to its end, such as initdb.</summary>
internal static class ShortCommand
{
    /// <exception cref="LocalnetException">It could not start or ended with an error; the message carries its output.</exception>
    public static async Task RunAsync(
        string? user,
        string executable,
        IEnumerable<string> arguments,
        CancellationToken stop,
        string folder = "/"
    )
    {
        string[] identity = user is null
            ? []
            : ["setpriv", $"--reuid={user}", $"--regid={user}", "--init-groups", "--"];
        string[] line = [.. identity, executable, .. arguments];
        var info = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        try
        {
            using var process = Process.Start(info)!;
            var output = process.StandardOutput.ReadToEndAsync(stop);
            var errors = process.StandardError.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            if (process.ExitCode != 0)
            {
                throw new LocalnetException(
                    $"'{string.Join(' ', line)}' ended with {process.ExitCode}:\n{await output}{await errors}"
                );
            }
        }
        catch (Win32Exception error)
        {
            throw new LocalnetException($"'{line[0]}' could not be started: {error.Message}.", error);
        }
    }
}
