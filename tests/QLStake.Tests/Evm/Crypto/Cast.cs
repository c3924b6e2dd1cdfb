using System.Diagnostics;

namespace QLStake.Tests.Evm.Crypto;

/// <summary>Foundry's <c>cast</c>: an independent implementation to compare with.</summary>
internal static class Cast
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<string> RunAsync(params string[] arguments)
    {
        var path = RepositoryFiles.Path("contracts/node_modules/@foundry-rs/cast-linux-amd64/bin/cast");
        using var process =
            Process.Start(
                new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
            ) ?? throw new InvalidOperationException($"Expected {path} to start, found no process.");
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode == 0
            ? (await output).Trim()
            : throw new InvalidOperationException($"cast {arguments[0]} ended with {process.ExitCode}: {await errors}");
    }
}
