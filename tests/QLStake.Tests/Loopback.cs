using System.Net;
using System.Net.Sockets;

namespace QLStake.Tests;

/// <summary>Addresses of this machine.</summary>
internal static class Loopback
{
    /// <summary>An address where nobody listens: a port that was free a moment ago.</summary>
    public static Uri Unused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }
}
