using System.Threading.Channels;

namespace QLStake.Hosting;

/// <summary>A stream that waits, and until when: the shadow of its state's <see cref="IWaits.WakeAt"/>.</summary>
/// <param name="Id">The stream.</param>
/// <param name="Kind">The state's type name, which says who wakes it.</param>
public sealed record Due(string Id, string Kind, DateTimeOffset At);

/// <summary>Tells the timer of this process that a moment was written. A lost signal only costs a poll.</summary>
public sealed class DueSignal
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Raise() => _raised.Writer.TryWrite(true);

    internal async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
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
