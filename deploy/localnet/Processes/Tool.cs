namespace QLStake.Localnet.Processes;

/// <summary>A program the localnet needs, and how to get it.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Folders">Where it may lie besides PATH; the last name part may hold a wildcard, highest version first.</param>
/// <param name="Remedy">The command that installs it.</param>
public sealed record Tool(string Name, IReadOnlyList<string> Folders, string Remedy)
{
    public static readonly Tool Postgres = new(
        "postgres",
        ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin"],
        "apt-get install -y postgresql"
    );

    public static readonly Tool RabbitMq = new(
        "rabbitmq-server",
        ["/usr/lib/rabbitmq/bin"],
        "apt-get install -y rabbitmq-server"
    );

    public static readonly Tool Epmd = new(
        "epmd",
        ["/usr/lib/erlang/erts-*/bin", "/usr/bin"],
        "apt-get install -y erlang-base"
    );

    public static readonly Tool SetPriv = new("setpriv", ["/usr/bin"], "apt-get install -y util-linux");

    /// <summary>It comes with the contracts' npm packages.</summary>
    public static Tool Anvil(string contracts) =>
        new(
            "anvil",
            [Path.Combine(contracts, "node_modules/@foundry-rs/anvil-linux-amd64/bin")],
            $"npm ci --prefix {contracts}"
        );

    public bool IsInstalled => Candidates().Any();

    /// <exception cref="LocalnetException">It is not installed.</exception>
    public string Find() =>
        Candidates().FirstOrDefault()
        ?? throw new LocalnetException(
            $"'{Name}' was not found in {string.Join(", ", Folders)} nor on PATH. Install it: {Remedy}"
        );

    private IEnumerable<string> Candidates() =>
        Folders
            .SelectMany(Expand)
            .Concat(
                (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            )
            .Select(folder => Path.Combine(folder, Name))
            .Where(File.Exists);

    private static IEnumerable<string> Expand(string folder)
    {
        if (!folder.Contains('*', StringComparison.Ordinal))
        {
            return [folder];
        }

        var parts = folder.Split('/');
        var at = Array.FindIndex(parts, part => part.Contains('*', StringComparison.Ordinal));
        var root = string.Join('/', parts[..at]);
        var rest = string.Join('/', parts[(at + 1)..]);
        return Directory.Exists(root)
            ? Directory
                .EnumerateDirectories(root, parts[at])
                .OrderByDescending(Version)
                .Select(found => Path.Combine(found, rest))
            : [];
    }

    private static double Version(string folder)
    {
        var name = Path.GetFileName(folder);
        var digits = name[(name.LastIndexOf('-') + 1)..].Split('.');
        return double.TryParse(string.Join('.', digits.Take(2)), out var version) ? version : 0;
    }
}
