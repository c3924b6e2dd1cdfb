using System.Diagnostics;
using QLStake.Localnet;

namespace QLStake.IntegrationTests.Localnet;

/// <summary>A localnet folder of one test class, removed afterwards.</summary>
internal sealed class TestInstance : IDisposable
{
    /// <summary>Several brokers starting at once on a small machine take minutes.</summary>
    public const string ServersOneAfterAnother = "servers one after another";

    private readonly string home = Path.Combine(Path.GetTempPath(), $"qls-tests-{Environment.ProcessId}");

    public TestInstance(string name)
    {
        Name = name;
        Folder = InstanceFolder.Take(home, name);
    }

    public string Home => home;

    public string Name { get; }

    public InstanceFolder Folder { get; }

    /// <summary>Running processes whose command line or environment names this text; the dead that nobody reaped do not count.</summary>
    public static IReadOnlyList<int> ProcessesNaming(string text) =>
        [
            .. Process
                .GetProcesses()
                .Where(process => process.Id != Environment.ProcessId && Names(process.Id, text))
                .Select(process => process.Id),
        ];

    public void Dispose()
    {
        Folder.Dispose();
        Directory.Delete(Folder.Root, recursive: true);
    }

    private static bool Names(int process, string text)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Contains(text, StringComparison.Ordinal)
                || File.ReadAllText($"/proc/{process}/environ").Contains(text, StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
