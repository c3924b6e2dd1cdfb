namespace QLStake.Localnet;

/// <summary>Where the parts of this checkout lie.</summary>
public sealed record Repository(string Root)
{
    private const string Marker = "QLStake.Services.sln";

    public string Contracts => Path.Combine(Root, "contracts");

    /// <summary>What localnets write; ignored by git.</summary>
    public string QlsHome => Path.Combine(Root, ".qls");

    /// <summary>A built program of this checkout, preferably of the configuration that runs now.</summary>
    /// <param name="project">The project's folder, e.g. <c>services/Cli</c>.</param>
    /// <param name="assembly">Its assembly's name.</param>
    /// <exception cref="LocalnetException">It is not built.</exception>
    public string Built(string project, string assembly)
    {
        var own = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var bin = Path.Combine(Root, project, "bin");
        return new[] { own, "Release", "Debug" }
                .Select(configuration => Path.Combine(bin, configuration, "net10.0", $"{assembly}.dll"))
                .FirstOrDefault(File.Exists)
            ?? throw new LocalnetException(
                $"{assembly}.dll was not found below {bin}. Build it: dotnet build {Path.Combine(Root, project)}"
            );
    }

    /// <summary>The checkout around the running program, else around the current folder.</summary>
    /// <exception cref="LocalnetException">Neither lies in a checkout.</exception>
    public static Repository Find() =>
        Above(AppContext.BaseDirectory)
        ?? Above(Directory.GetCurrentDirectory())
        ?? throw new LocalnetException(
            $"No {Marker} above {AppContext.BaseDirectory} nor {Directory.GetCurrentDirectory()}. Run from inside a checkout."
        );

    private static Repository? Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Marker)))
            {
                return new Repository(at.FullName);
            }
        }

        return null;
    }
}
