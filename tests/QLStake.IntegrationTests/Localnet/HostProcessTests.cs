using System.Diagnostics;
using System.Globalization;
using QLStake.Localnet;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Localnet;

/// <summary>The host program, started as users start it.</summary>
[Collection(TestInstance.ServersOneAfterAnother)]
public sealed class HostProcessTests
{
    [Fact]
    public async Task Two_hosts_run_side_by_side_and_a_killed_one_leaves_nothing_behind()
    {
        using var first = Start("left");
        using var second = Start("right");
        await Task.WhenAll(UntilSaysAsync(first, "up"), UntilSaysAsync(second, "up"));
        TestInstance.ProcessesNaming(Folder("left")).Count.ShouldBeGreaterThan(1);
        TestInstance.ProcessesNaming(Folder("right")).Count.ShouldBeGreaterThan(1);

        first.Kill(entireProcessTree: false);
        await first.WaitForExitAsync();

        await UntilGoneAsync("left");
        TestInstance.ProcessesNaming(Folder("right")).Count.ShouldBeGreaterThan(1);

        using var kill = Process.Start("kill", ["-TERM", $"{second.Id}"]);
        await second.WaitForExitAsync();
        second.ExitCode.ShouldBe(0);
        await UntilGoneAsync("right");
    }

    [Fact]
    public async Task What_ends_by_itself_is_started_again()
    {
        using var host = Start("kept");
        await UntilSaysAsync(host, "up");
        var database = int.Parse(
            (await File.ReadAllLinesAsync(Path.Combine(Folder("kept"), "postgres", "postmaster.pid")))[0],
            CultureInfo.InvariantCulture
        );

        Process.GetProcessById(database).Kill();

        await UntilSaysAsync(host, "PostgreSQL is up again");
        using var kill = Process.Start("kill", ["-TERM", $"{host.Id}"]);
        await host.WaitForExitAsync();
        host.ExitCode.ShouldBe(0);
        await UntilGoneAsync("kept");
    }

    private static string Folder(string name) => Path.Combine(Repository.Find().QlsHome, Instance(name));

    private static string Instance(string name) => $"test-{Environment.ProcessId}-{name}";

    private static Process Start(string name) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [Repository.Find().Built("deploy/localnet", "QLStake.Localnet"), Instance(name), "--without-services"]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;

    private static async Task UntilSaysAsync(Process host, string expected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await host.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line == expected)
            {
                return;
            }
        }

        throw new InvalidOperationException($"The host ended with {host.ExitCode} before it said '{expected}'.");
    }

    private static async Task UntilGoneAsync(string name)
    {
        var began = Stopwatch.StartNew();
        while (TestInstance.ProcessesNaming(Folder(name)) is { Count: > 0 } left)
        {
            began.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), $"still running: {string.Join(", ", left)}");
            await Task.Delay(100);
        }

        Directory.Delete(Folder(name), recursive: true);
    }
}
