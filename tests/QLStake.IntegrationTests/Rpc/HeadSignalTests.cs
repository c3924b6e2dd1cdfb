using System.Diagnostics;
using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Rpc;

/// <summary>Waking up on new heads.</summary>
[Collection(ChainGroup.Name)]
public sealed class HeadSignalTests(ChainFixture fixture) : IAsyncLifetime
{
    private FaultProxy _proxy = null!;

    public async Task InitializeAsync() => _proxy = await FaultProxy.Start(fixture.Url);

    public async Task DisposeAsync() => await _proxy.DisposeAsync();

    [Fact]
    public async Task A_new_head_wakes_long_before_the_next_poll()
    {
        await using var signal = HeadSignal.Start(Subscribing(), TimeProvider.System);
        await Subscribed(signal);

        var wait = signal.Next();
        wait.IsCompleted.ShouldBeFalse();
        await fixture.Mine();

        await wait.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Heads_that_nobody_waited_for_are_one_hint()
    {
        await using var signal = HeadSignal.Start(Subscribing(), TimeProvider.System);
        await Subscribed(signal);
        await fixture.Mine(5);

        await signal.Next().WaitAsync(TimeSpan.FromSeconds(5));
        await Quiet(signal);
    }

    [Fact]
    public async Task A_dropped_subscription_is_made_anew()
    {
        await using var signal = HeadSignal.Start(Subscribing(), TimeProvider.System);
        await Subscribed(signal);

        _proxy.DropWebSockets();
        await FailoverTests.Until(() => !signal.Subscribed);
        await Subscribed(signal);

        var wait = signal.Next();
        await fixture.Mine();
        await wait.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Without_a_connection_the_clock_wakes()
    {
        await _proxy.Die();
        await using var signal = HeadSignal.Start(
            Subscribing() with
            {
                PollInterval = TimeSpan.FromMilliseconds(100),
            },
            TimeProvider.System
        );

        await signal.Next().WaitAsync(TimeSpan.FromSeconds(5));
        signal.Subscribed.ShouldBeFalse();

        await _proxy.Revive();
        await FailoverTests.Until(() => signal.Subscribed);
    }

    [Fact]
    public async Task Without_a_web_socket_the_clock_wakes()
    {
        await using var signal = HeadSignal.Start(
            Subscribing() with
            {
                WebSocket = null,
                PollInterval = TimeSpan.FromMilliseconds(200),
            },
            TimeProvider.System
        );
        var start = Stopwatch.GetTimestamp();

        await signal.Next();

        Stopwatch.GetElapsedTime(start).ShouldBeInRange(TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_cancelled_wait_is_cancelled()
    {
        await using var signal = HeadSignal.Start(Subscribing() with { WebSocket = null }, TimeProvider.System);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Should.ThrowAsync<OperationCanceledException>(() => signal.Next(cancel.Token));
    }

    private EvmChainOptions Subscribing() =>
        ChainFixture.Options(_proxy.Url) with
        {
            WebSocket = _proxy.WebSocket,
            PollInterval = TimeSpan.FromSeconds(1),
            SubscribedPollInterval = TimeSpan.FromMinutes(10),
        };

    /// <summary>Until the subscription stands and its first hint, which it gives unasked, is taken.</summary>
    private static async Task Subscribed(HeadSignal signal)
    {
        await FailoverTests.Until(() => signal.Subscribed);
        await signal.Next().WaitAsync(TimeSpan.FromSeconds(5));
    }

    private static async Task Quiet(HeadSignal signal)
    {
        // Five heads may come in five messages: take what is still on its way, then nothing may follow.
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var hints = 0;
        try
        {
            while (true)
            {
                await signal.Next(stop.Token);
                hints++;
            }
        }
        catch (OperationCanceledException)
        {
            hints.ShouldBeLessThan(5);
        }
    }
}
