namespace QLStake.Tests.Networks;

/// <summary>The checkout the tests run in.</summary>
internal static class Repository
{
    public static string Networks
    {
        get
        {
            for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
                if (Path.Combine(at.FullName, "deploy", "networks") is var networks && Directory.Exists(networks))
                    return networks;
            throw new DirectoryNotFoundException($"No deploy/networks above {AppContext.BaseDirectory}.");
        }
    }
}
