using System.Net.WebSockets;
using System.Text.Json;

namespace QLStake.Evm;

/// <summary>One WebSocket connection with one <c>newHeads</c> subscription.</summary>
internal sealed class HeadSubscription : IAsyncDisposable
{
    // A head is about 2 KB; a node that sends a megabyte as one message is none.
    private const int MaxMessage = 1024 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly string _host;
    private readonly TimeProvider _time;
    private byte[] _buffer = new byte[8 * 1024];

    private HeadSubscription(Uri url, TimeProvider time)
    {
        (_host, _time) = (url.Authority, time);
        // A dead peer says nothing, so ask.
        _socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(15);
        _socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(10);
    }

    public static async Task<HeadSubscription> Open(
        Uri url,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken stop
    )
    {
        var subscription = new HeadSubscription(url, time);
        try
        {
            await subscription.Within(
                timeout,
                async cancel =>
                {
                    await subscription._socket.ConnectAsync(url, cancel);
                    await subscription.Subscribe(cancel);
                    return true;
                },
                stop
            );
            return subscription;
        }
        catch
        {
            await subscription.DisposeAsync();
            throw;
        }
    }

    /// <summary>True at the next head; false where the connection closed or said nothing for <paramref name="silence"/>.</summary>
    public async Task<bool> Next(TimeSpan silence, CancellationToken stop) =>
        await Within(
            silence,
            async cancel =>
            {
                while (await Receive(cancel) is { } message)
                    if (IsHead(message.Span))
                        return true;
                return false;
            },
            stop
        );

    private async Task Subscribe(CancellationToken cancel)
    {
        var question = """{"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["newHeads"]}"""u8.ToArray();
        await _socket.SendAsync(question, WebSocketMessageType.Text, endOfMessage: true, cancel);
        var answer =
            await Receive(cancel) ?? throw new HeadSubscriptionException($"{_host} closed instead of subscribing");
        if (!HasMember(answer.Span, "result"u8))
            throw new HeadSubscriptionException($"{_host} refused eth_subscribe");
    }

    private async Task<ReadOnlyMemory<byte>?> Receive(CancellationToken cancel)
    {
        for (var length = 0; ; )
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancel);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            length += part.Count;
            if (part.EndOfMessage)
                return _buffer.AsMemory(0, length);
            if (length == MaxMessage)
                throw new HeadSubscriptionException($"{_host} sent a message of more than {MaxMessage} bytes");
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, Math.Min(MaxMessage, 2 * length));
        }
    }

    private async Task<T> Within<T>(TimeSpan limit, Func<CancellationToken, Task<T>> act, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        try
        {
            return await act(either.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            stop.ThrowIfCancellationRequested();
            throw new HeadSubscriptionException($"{_host}: {e.Message}", e);
        }
    }

    private static bool IsHead(ReadOnlySpan<byte> message) => HasMember(message, "params"u8);

    /// <summary>Content does not matter: the blocks are read elsewhere. What is not JSON is no hint.</summary>
    private static bool HasMember(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name)
    {
        try
        {
            var json = new Utf8JsonReader(message);
            _ = json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
                return false;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals(name))
                    return true;
                json.SkipField();
            }
        }
        catch (JsonException)
        {
            return false;
        }
        return false;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
