using System.Net;
using System.Net.Sockets;

namespace QLStake.IntegrationTests.BadInput;

/// <summary>Carries connections from a port to a server, from when it is opened: before, nobody is there.</summary>
internal sealed class TcpRelay(int port, Uri server) : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, port);
    private Task accepting = Task.CompletedTask;

    public void Open()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carried = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                carried.Add(CarryAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
            catch (OperationCanceledException) { }
        }
        await Task.WhenAll(carried);
    }

    private async Task CarryAsync(TcpClient accepted)
    {
        using var client = accepted;
        using var upstream = new TcpClient();
        try
        {
            await upstream.ConnectAsync(server.Host, server.Port, stop.Token);
            var (near, far) = (client.GetStream(), upstream.GetStream());
            await Task.WhenAny(near.CopyToAsync(far, stop.Token), far.CopyToAsync(near, stop.Token));
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // One of the two has gone, which is all that is to be known.
        }
    }
}
