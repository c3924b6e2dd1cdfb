using Shouldly;

namespace QLStake.Tests.Generator;

/// <summary>
/// Compares text with a committed file. With <c>QLSTAKE_UPDATE_SNAPSHOTS=1</c> the file is written instead: look at its diff
/// before committing it.
/// </summary>
internal static class Snapshot
{
    private const string Update = "QLSTAKE_UPDATE_SNAPSHOTS";

    /// <param name="file">From the repository's root, separated by <c>/</c>.</param>
    public static void ShouldMatch(string text, string file)
    {
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(Path.Combine([RepositoryFiles.Root, .. file.Split('/')]), text);
            return;
        }
        var expected = RepositoryFiles.ReadText(file).Split('\n');
        var found = text.Split('\n');
        var line = Enumerable
            .Range(0, Math.Max(expected.Length, found.Length))
            .FirstOrDefault(i => At(expected, i) != At(found, i), -1);
        line.ShouldBe(
            -1,
            $"{file} differs from line {line + 1}.\n- {At(expected, line)}\n+ {At(found, line)}\nIf that is wanted, run this test with {Update}=1."
        );
    }

    private static string? At(string[] lines, int index) => index >= 0 && index < lines.Length ? lines[index] : null;
}
