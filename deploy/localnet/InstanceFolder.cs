using QLStake.Localnet.Processes;

namespace QLStake.Localnet;

/// <summary>
/// The private folder of one localnet, <c>.qls/&lt;instance&gt;/</c>: data, logs and the lock that lets it run once.
/// </summary>
public sealed class InstanceFolder : IDisposable
{
    private readonly FileStream hold;

    private InstanceFolder(string root, FileStream hold)
    {
        Root = root;
        this.hold = hold;
    }

    public string Root { get; }

    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Takes the folder for this process. What an earlier run left in it is removed.</summary>
    /// <param name="home">The <c>.qls</c> folder.</param>
    /// <param name="instance">A name; two names run side by side.</param>
    /// <exception cref="LocalnetException">The instance runs already.</exception>
    public static InstanceFolder Take(string home, string instance)
    {
        var root = Path.Combine(Path.GetFullPath(home), instance);
        Directory.CreateDirectory(root);
        var hold = Hold(instance, HostFile(home, instance));
        try
        {
            foreach (
                var entry in new DirectoryInfo(root).EnumerateFileSystemInfos().Where(e => e.FullName != hold.Name)
            )
            {
                Remove(entry.FullName);
            }

            return new InstanceFolder(root, hold);
        }
        catch (UnauthorizedAccessException error)
        {
            hold.Dispose();
            throw new LocalnetException(
                $"{root} holds files of another user's run: {error.Message} Remove it: sudo rm -r {root}",
                error
            );
        }
    }

    /// <summary>Holds the process id of the host that runs the instance, and is locked by it.</summary>
    public static string HostFile(string home, string instance) =>
        Path.Combine(Path.GetFullPath(home), instance, "host.pid");

    /// <summary>The log file of a process of this instance.</summary>
    public string Log(string name) => Path.Combine(Logs, $"{name}.log");

    /// <summary>A folder for data, empty.</summary>
    public string Empty(string name)
    {
        var folder = Path.Combine(Root, name);
        Remove(folder);
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>
    /// An empty folder that another system user owns. Where a parent of ours is closed to others (a checkout in root's home),
    /// the folder lies in /var/tmp instead and a link here points to it.
    /// </summary>
    internal async Task<string> EmptyOwnedByAsync(string user, string name, CancellationToken stop)
    {
        var link = Path.Combine(Root, name);
        Remove(link);
        var folder = IsTraversable(Root) ? link : Path.Combine("/var/tmp", $"qls-{Environment.ProcessId}-{name}");
        Remove(folder);
        await ShortCommand.RunAsync(null, "install", ["-d", "-m", "700", "-o", user, "-g", user, folder], stop);
        if (folder != link)
        {
            File.CreateSymbolicLink(link, folder);
        }

        return folder;
    }

    public void Dispose() => hold.Dispose();

    private static FileStream Hold(string instance, string file)
    {
        try
        {
            var hold = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            hold.SetLength(0);
            hold.Write(System.Text.Encoding.ASCII.GetBytes($"{Environment.ProcessId}\n"));
            hold.Flush();
            return hold;
        }
        catch (IOException error)
        {
            throw new LocalnetException(
                $"The localnet '{instance}' is already running ({file} is locked). Use it, stop it, or name another instance.",
                error
            );
        }
    }

    private static bool IsTraversable(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (!at.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }

    private static void Remove(string path)
    {
        var entry = new DirectoryInfo(path);
        if (entry.LinkTarget is { } target)
        {
            Remove(target);
            File.Delete(path);
        }
        else if (entry.Exists)
        {
            entry.Delete(recursive: true);
        }
        else
        {
            File.Delete(path);
        }
    }
}
