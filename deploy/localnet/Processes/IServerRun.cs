namespace QLStake.Localnet.Processes;

/// <summary>One run of a server: a process of this machine, or a container.</summary>
public interface IServerRun : IDisposable
{
    /// <summary>Its process id on this machine.</summary>
    int Id { get; }

    bool HasExited { get; }

    /// <summary>Completes with the exit code.</summary>
    Task<int> Exited { get; }

    /// <summary>Where it writes.</summary>
    string LogFile { get; }

    /// <summary>Asks with a signal, insists with SIGKILL after the grace, and returns when it is gone.</summary>
    Task TerminateAsync(Signal signal, TimeSpan grace, TimeProvider time);
}

public static class ServerRuns
{
    /// <summary>The last lines a server wrote, for error messages.</summary>
    public static string LogTail(this IServerRun run, int lines = 15) =>
        File.Exists(run.LogFile) ? string.Join('\n', File.ReadLines(run.LogFile).TakeLast(lines)) : "";
}
