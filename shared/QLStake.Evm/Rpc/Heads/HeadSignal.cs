using System.Threading.Channels;

namespace QLStake.Evm;

/// <summary>Hints of new heads from a WebSocket subscription where one is configured, and from the clock always.</summary>
public sealed class HeadSignal : IHeadSignal
{
    // One place: hints that nobody waited for are one hint.
    private readonly Channel<bool> _hints = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly CancellationTokenSource _stop = new();
    private readonly EvmChainOptions _options;
    private readonly TimeProvider _time;
    private readonly Task _listening;
    private volatile bool _subscribed;

    private HeadSignal(EvmChainOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _listening = options.WebSocket is { } url ? Listen(url, _stop.Token) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public bool Subscribed => _subscribed;

    /// <summary>Starts listening at <see cref="EvmChainOptions.WebSocket"/>; without it the signal polls.</summary>
    /// <exception cref="ChainOptionsException">The options are wrong.</exception>
    public static HeadSignal Start(EvmChainOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ChainOptionsException.ThrowIfAny(options.Validate());
        return new(options, time);
    }

    /// <inheritdoc/>
    public async Task Next(CancellationToken cancel = default)
    {
        var longest = _subscribed ? _options.SubscribedPollInterval : _options.PollInterval;
        using var timeout = new CancellationTokenSource(longest, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            _ = await _hints.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Nobody told us anything: time to look all the same.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening;
        _stop.Dispose();
    }

    private async Task Listen(Uri url, CancellationToken stop)
    {
        var failures = 0;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var heads = await HeadSubscription.Open(url, _options.RequestTimeout, _time, stop);
                (_subscribed, failures) = (true, 0);
                // Heads may have come while nobody listened.
                Hint();
                while (await heads.Next(3 * _options.SubscribedPollInterval, stop))
                    Hint();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (HeadSubscriptionException)
            {
                failures++;
            }
            _subscribed = false;
            // Wakes a wait that still counts on the subscription.
            Hint();
            await Pause(failures, stop);
        }
    }

    private void Hint() => _ = _hints.Writer.TryWrite(true);

    private async Task Pause(int failures, CancellationToken stop)
    {
        var longest = _options.PollInterval * Math.Pow(2, Math.Min(failures, 5));
        await Task.Delay(longest * (0.5 + (Random.Shared.NextDouble() / 2)), _time, stop)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
