namespace QLStake.Localnet.Processes;

/// <summary>What to start as a child: everything explicit, so that two instances share nothing by accident.</summary>
/// <param name="Name">How messages call the process.</param>
/// <param name="Executable">Path or name of the program.</param>
/// <param name="Arguments">Its arguments, unquoted.</param>
/// <param name="LogFile">Receives standard output and error, appended.</param>
public sealed record ChildCommand(string Name, string Executable, IReadOnlyList<string> Arguments, string LogFile)
{
    /// <summary>Variables set on top of the inherited environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The system user to become; null keeps the current one.</summary>
    public string? User { get; init; }

    public string? WorkingDirectory { get; init; }
}
