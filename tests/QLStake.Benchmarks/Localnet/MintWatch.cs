using System.Collections.Concurrent;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;

namespace QLStake.Benchmarks.Localnet;

/// <summary>Notes when each mint was in a block of the hub's chain, by looking again and again.</summary>
internal sealed class MintWatch(LocalChain hub, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentDictionary<StakeId, long> _seen = [];

    /// <summary>Timestamps of <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public IReadOnlyDictionary<StakeId, long> Seen => _seen;

    /// <summary>Looks until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var next = await hub.Rpc.GetBlockNumber(stop) + 1;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var head = await hub.Rpc.GetBlockNumber(stop);
                if (head >= next)
                {
                    await NoteAsync(LogQuery.Range(next, head), stop);
                    next = head + 1;
                }
            }
            catch (RpcException)
            {
                // A busy machine lets questions time out; the next look asks for the same blocks.
            }

            await Task.Delay(Look, time, stop);
        }
    }

    /// <exception cref="TimeoutException">Some mints did not come.</exception>
    public async Task UntilSeenAsync(IReadOnlyCollection<StakeId> stakes, TimeSpan patience, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        while (stakes.Count(stake => !_seen.ContainsKey(stake)) is > 0 and var missing)
        {
            if (time.GetElapsedTime(began) > patience)
            {
                throw new TimeoutException(
                    $"Expected {stakes.Count} mints within {patience.TotalSeconds:f0} s, {missing} are missing. "
                        + "See ./qls logs of the services in the instance's folder."
                );
            }

            await Task.Delay(Look, time, stop);
        }
    }

    private async Task NoteAsync(LogQuery range, CancellationToken stop)
    {
        var query = range with
        {
            Addresses = [hub.Protocol.Hub!.Value],
            Topics =
            [
                [QLStakeHub.Minted.Topic],
            ],
        };
        var logs = await hub.Rpc.GetLogs(query, stop);
        var now = time.GetTimestamp();
        foreach (var log in logs)
        {
            if (QLStakeHub.Minted.TryDecode(log, out var minted))
            {
                _seen.TryAdd(new StakeId(minted.StakeId), now);
            }
        }
    }
}
