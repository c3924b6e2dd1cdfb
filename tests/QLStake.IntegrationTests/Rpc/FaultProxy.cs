using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace QLStake.IntegrationTests.Rpc;

/// <summary>Stands between the client and a real node on real sockets, and misbehaves on demand.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly Uri _node;
    private readonly HttpClient _http = new();
    private readonly ConcurrentBag<WebSocket> _sockets = [];
    private WebApplication? _server;
    private int _port;

    private FaultProxy(Uri node) => _node = node;

    /// <summary>What happens to a request instead of being passed on; null passes everything on.</summary>
    public Func<Passing, Task>? Fault { get; set; }

    /// <summary>Every request body so far, the chain id check included.</summary>
    public ConcurrentQueue<JsonNode> Requests { get; } = new();

    public Uri Url => new($"http://127.0.0.1:{_port}/v1/secret-key");

    public Uri WebSocket => new($"ws://127.0.0.1:{_port}/v1/secret-key");

    public static async Task<FaultProxy> Start(Uri node)
    {
        var proxy = new FaultProxy(node);
        await proxy.Revive();
        return proxy;
    }

    /// <summary>The methods asked for so far, the members of batches one by one, without the chain id check.</summary>
    public IEnumerable<string> Methods =>
        Requests
            .SelectMany(Passing.MembersOf)
            .Select(member => (string)member["method"]!)
            .Where(method => method != "eth_chainId");

    /// <summary>Listens, at the same port as before.</summary>
    public async Task Revive()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, _port, listen => listen.Protocols = HttpProtocols.Http1)
        );
        _server = builder.Build();
        _server.UseWebSockets();
        _server.Run(Handle);
        await _server.StartAsync();
        _port = new Uri(_server.Urls.Single()).Port;
    }

    /// <summary>Stops listening and cuts every connection.</summary>
    public async Task Die()
    {
        DropWebSockets();
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _server!.StopAsync(atOnce.Token);
        await _server.DisposeAsync();
        _server = null;
    }

    public void DropWebSockets()
    {
        while (_sockets.TryTake(out var socket))
            socket.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await Die();
        _http.Dispose();
    }

    private async Task Handle(HttpContext http)
    {
        if (http.WebSockets.IsWebSocketRequest)
        {
            await Relay(http);
            return;
        }
        var request = (await JsonNode.ParseAsync(http.Request.Body))!;
        Requests.Enqueue(request);
        var passing = new Passing(request, http, _http, _node);
        await (Fault?.Invoke(passing) ?? passing.Forward());
    }

    private async Task Relay(HttpContext http)
    {
        using var client = await http.WebSockets.AcceptWebSocketAsync();
        using var node = new ClientWebSocket();
        await node.ConnectAsync(new UriBuilder(_node) { Scheme = "ws" }.Uri, http.RequestAborted);
        _sockets.Add(client);
        await Task.WhenAny(Pump(client, node, http.RequestAborted), Pump(node, client, http.RequestAborted));
    }

    private static async Task Pump(WebSocket from, WebSocket to, CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (
                await from.ReceiveAsync(buffer.AsMemory(), cancel) is { MessageType: WebSocketMessageType.Text } part
            )
                await to.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, cancel);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or SocketException)
        {
            // Dropped, which is what the test wanted.
        }
    }
}
