using System.Collections.Concurrent;
using QLStake.Evm.Abi;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>Stakes steadily for a receiver of its own until it is told to end, and watches the hub for each mint.</summary>
internal sealed class Load(JourneyFixture journey, Address receiver, TimeSpan every) : IAsyncDisposable
{
    internal static readonly U256 Amount = U256.Parse("1000000000000000");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<SentStake, long> _waiting = [];
    private readonly ConcurrentBag<TimeSpan> _minted = [];
    private readonly CancellationTokenSource _sending = new();
    private readonly CancellationTokenSource _watching = new();
    private long _youngestMinted;
    private Task _work = Task.CompletedTask;
    private Task _sender = Task.CompletedTask;

    public void Start() => (_sender, _work) = (SendAsync(), WatchAsync());

    /// <summary>Sends no more and waits until the hub has minted everything that was sent.</summary>
    /// <returns>From each stake's receipt to its mint as it was seen.</returns>
    public async Task<IReadOnlyList<TimeSpan>> EndAsync()
    {
        await _sending.CancelAsync();
        await _sender;
        await Eventually.HoldsAsync(
            () => Task.FromResult(_waiting.Count),
            waiting => waiting == 0 || _work.IsCompleted,
            Patience,
            "all stakes are minted"
        );
        await _watching.CancelAsync();
        await _work;
        return [.. _minted];
    }

    /// <summary>Waits until so many are minted.</summary>
    /// <returns>From each stake's receipt to its mint as it was seen.</returns>
    public async Task<IReadOnlyList<TimeSpan>> MintedAsync(int count)
    {
        await Eventually.HoldsAsync(
            () => Task.FromResult(_minted.Count),
            minted => minted >= count || _work.IsCompleted,
            Patience,
            $"{count} stakes are minted"
        );
        return [.. _minted];
    }

    /// <summary>Returns when a stake that is sent from now on is minted.</summary>
    public Task GoesOnAsync()
    {
        var now = TimeProvider.System.GetTimestamp();
        return Eventually.HoldsAsync(
            () => Task.FromResult(Volatile.Read(ref _youngestMinted)),
            sent => sent >= now || _work.IsCompleted,
            Patience,
            "stakes are minted"
        );
    }

    public Task<U256> SharesAsync() =>
        journey.Ethereum.ReadAsync(
            journey.Ethereum.Protocol.QToken,
            new QLiquidToken.BalanceOfCall(receiver),
            BlockRef.Latest
        );

    public async ValueTask DisposeAsync()
    {
        await _sending.CancelAsync();
        await _watching.CancelAsync();
        await Task.WhenAll(_sender, _work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _sending.Dispose();
        _watching.Dispose();
    }

    private async Task SendAsync()
    {
        while (!_sending.IsCancellationRequested)
        {
            var sent = await journey.Avax.StakeAsync(default, Amount, receiver);
            _waiting[sent] = TimeProvider.System.GetTimestamp();
            await Task.Delay(every, _sending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WatchAsync()
    {
        while (!_watching.IsCancellationRequested)
        {
            foreach (var stake in await ConsumedAsync([.. _waiting.Keys]))
                if (_waiting.TryRemove(stake, out var since))
                {
                    _minted.Add(TimeProvider.System.GetElapsedTime(since));
                    Volatile.Write(ref _youngestMinted, Math.Max(since, _youngestMinted));
                }
            await Task.Delay(Look, _watching.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IEnumerable<SentStake>> ConsumedAsync(IReadOnlyList<SentStake> stakes)
    {
        IAbiCall<bool>[] calls =
        [
            .. stakes.Select(stake => new QLStakeHub.IsConsumedCall(
                journey.Avalanche.Spec.Selector.Value,
                journey.Avalanche.Protocol.Satellite!.Value,
                stake.Id.Value,
                stake.Item.Index
            )),
        ];
        if (calls.Length == 0)
            return [];
        var consumed = await journey.Ethereum.ReadManyAsync(journey.Ethereum.Protocol.Hub!.Value, calls);
        return stakes.Where((_, index) => consumed[index]);
    }
}
