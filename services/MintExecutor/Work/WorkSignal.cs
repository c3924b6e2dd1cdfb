using System.Collections.Concurrent;
using System.Threading.Channels;

namespace QLStake.MintExecutor;

/// <summary>Tells every worker that something came in. A lost signal only costs a poll.</summary>
internal sealed class WorkSignal
{
    private readonly ConcurrentBag<WorkListener> _listeners = [];

    public WorkListener Listen()
    {
        var listener = new WorkListener();
        _listeners.Add(listener);
        return listener;
    }

    public void Raise()
    {
        foreach (var listener in _listeners)
            listener.Raise();
    }
}

/// <summary>What one worker hears.</summary>
internal sealed class WorkListener
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Raise() => _raised.Writer.TryWrite(true);

    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(atMost);
        try
        {
            await _raised.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { }
    }
}
