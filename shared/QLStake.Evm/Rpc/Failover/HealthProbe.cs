namespace QLStake.Evm;

/// <summary>Asks all endpoints of a chain for their head at the same moment, again and again: lag is told by comparison.</summary>
internal sealed class HealthProbe : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public HealthProbe(IReadOnlyList<RpcEndpoint> endpoints, TimeSpan interval, TimeProvider time) =>
        _loop = Run(endpoints, interval, time, _stop.Token);

    private static async Task Run(
        IReadOnlyList<RpcEndpoint> endpoints,
        TimeSpan interval,
        TimeProvider time,
        CancellationToken stop
    )
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            do await Task.WhenAll(endpoints.Select(endpoint => endpoint.Probe(stop)));
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Disposed: the way this loop ends.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }
}
