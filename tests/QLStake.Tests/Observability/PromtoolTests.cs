using System.ComponentModel;
using System.Diagnostics;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Observability;

/// <summary>Prometheus's own tool on our configuration and rules.</summary>
public sealed class PromtoolTests
{
    [Theory]
    [InlineData("check", "config", "deploy/observability/prometheus.yml")]
    [InlineData("check", "rules", "deploy/observability/rules/qlstake.rules.yml")]
    [InlineData("test", "rules", "deploy/observability/rules/qlstake.rules.test.yml")]
    public async Task Promtool_finds_nothing_wrong(string what, string kind, string file)
    {
        var start = new ProcessStartInfo("promtool", [what, kind, RepositoryFiles.Path(file)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var promtool = Start(start);
        var said = await Task.WhenAll(
            promtool.StandardOutput.ReadToEndAsync(),
            promtool.StandardError.ReadToEndAsync()
        );
        await promtool.WaitForExitAsync();

        promtool.ExitCode.ShouldBe(0, string.Concat(said));
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException(
                "Expected promtool on PATH, found none. Install it: apt-get install prometheus, or ./qls test."
            );
        }
    }
}
