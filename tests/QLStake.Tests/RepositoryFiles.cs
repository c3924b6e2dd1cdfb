namespace QLStake.Tests;

/// <summary>Files of the repository that tests read, found by walking up to <c>QLStake.Services.sln</c>.</summary>
public static class RepositoryFiles
{
    private static readonly Lazy<string> Found = new(FindRoot);

    /// <summary>The repository's root folder.</summary>
    public static string Root => Found.Value;

    /// <summary>The full path of <paramref name="relative"/> (separated by <c>/</c>); it must exist.</summary>
    /// <exception cref="FileNotFoundException">It does not; the message names the command that installs it.</exception>
    public static string Path(string relative)
    {
        var path = System.IO.Path.Combine([Root, .. relative.Split('/')]);
        if (File.Exists(path) || Directory.Exists(path))
        {
            return path;
        }
        var remedy = relative.StartsWith("contracts/node_modules/", StringComparison.Ordinal)
            ? "Run `npm ci` in contracts/ first."
            : "It is part of the repository: restore it.";
        throw new FileNotFoundException($"Expected {relative} in {Root}, found nothing. {remedy}", path);
    }

    public static string ReadText(string relative) => File.ReadAllText(Path(relative));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "QLStake.Services.sln")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException(
            $"Expected QLStake.Services.sln in a folder above {AppContext.BaseDirectory}, found none."
        );
    }
}
