using System.Net;
using System.Net.Sockets;

namespace QLStake.Localnet.Processes;

/// <summary>
/// A loopback port that is ours until disposed, even while nothing listens on it. A locked file per port keeps other
/// instances away (the kernel drops the lock when we die); staying below Linux's ephemeral range keeps outgoing
/// connections away.
/// </summary>
public sealed class PortLease : IDisposable
{
    private const int First = 20_000;
    private const int Count = 12_000;
    private readonly FileStream hold;

    private PortLease(int port, FileStream hold)
    {
        Port = port;
        this.hold = hold;
    }

    public int Port { get; }

    /// <exception cref="LocalnetException">No port is free.</exception>
    public static PortLease Take()
    {
        var folder = HoldsFolder();
        // Processes started side by side begin at different places; the lock settles what remains.
        var start = Environment.ProcessId * 37 % Count;
        for (var i = 0; i < Count; i++)
        {
            var port = First + (start + i) % Count;
            if (TryHold(Path.Combine(folder, $"{port}"), out var hold))
            {
                if (IsFree(port))
                {
                    return new PortLease(port, hold!);
                }

                hold!.Dispose();
            }
        }

        throw new LocalnetException(
            $"No free port between {First} and {First + Count} on 127.0.0.1. Stop what listens there (ss -ltn)."
        );
    }

    /// <summary>A port that others know.</summary>
    /// <exception cref="LocalnetException">Somebody else has it.</exception>
    public static PortLease Take(int port) =>
        TryHold(Path.Combine(HoldsFolder(), $"{port}"), out var hold) && IsFree(port)
            ? new PortLease(port, hold!)
            : throw new LocalnetException($"Port {port} is taken. Stop what listens there (ss -ltn).");

    public void Dispose() => hold.Dispose();

    private static string HoldsFolder()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"qlstake-ports-{Environment.UserName}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static bool TryHold(string file, out FileStream? hold)
    {
        try
        {
            hold = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            hold = null;
            return false;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
