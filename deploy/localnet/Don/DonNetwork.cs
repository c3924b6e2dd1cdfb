using System.Collections.Concurrent;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Localnet.Chains;

namespace QLStake.Localnet.Don;

/// <summary>Stands in for CCIP's commit and execution DONs over the local chains: every lane, one round at an interval.</summary>
public sealed class DonNetwork : IAsyncDisposable
{
    // Replaced as a whole when a chain joins: a round goes over the lanes it began with.
    private IReadOnlyList<LocalChain> chains = [];
    private IReadOnlyList<LaneDelivery> lanes = [];
    private readonly TimeSpan interval;
    private readonly TimeProvider time;
    private readonly IProgress<string>? progress;
    private readonly ConcurrentDictionary<Lane, string> troubles = new();
    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;

    /// <param name="chains">All chains; every pair is a lane.</param>
    /// <param name="interval">Between two rounds.</param>
    /// <param name="time">Paces the rounds.</param>
    /// <param name="progress">Is told of a lane's trouble once per kind.</param>
    public DonNetwork(
        IReadOnlyList<LocalChain> chains,
        TimeSpan interval,
        TimeProvider time,
        IProgress<string>? progress = null
    )
    {
        this.interval = interval;
        this.time = time;
        this.progress = progress;
        foreach (var chain in chains)
        {
            Add(chain);
        }
    }

    public DonSwitches Switches { get; } = new();

    /// <summary>What keeps a lane's last round from success; no entry where all is well.</summary>
    public IReadOnlyDictionary<Lane, string> Troubles => troubles;

    /// <summary>Serves one more chain from the next round on: a lane to every other, and one back.</summary>
    public void Add(LocalChain chain)
    {
        lanes =
        [
            .. lanes,
            .. chains.Select(other => new LaneDelivery(other, chain, Switches)),
            .. chains.Select(other => new LaneDelivery(chain, other, Switches)),
        ];
        chains = [.. chains, chain];
    }

    /// <summary>Starts the rounds.</summary>
    public void Start() => loop = RunAsync(stopping.Token);

    /// <summary>One round over all lanes, for callers that pace it themselves.</summary>
    public Task RoundAsync(CancellationToken stop = default) =>
        Task.WhenAll(lanes.Select(lane => RoundAsync(lane, stop)));

    /// <summary>Executes a failed message by hand, as anyone may.</summary>
    /// <param name="messageId">The message.</param>
    /// <param name="gasLimit">Gas for the receiver; 0 keeps the sender's.</param>
    /// <param name="stop">Ends the attempt.</param>
    /// <exception cref="LocalnetException">The message is unknown, not committed, or failed again; the message says which.</exception>
    public Task<TransactionReceipt> ManuallyExecuteAsync(
        MessageId messageId,
        ulong gasLimit = 0,
        CancellationToken stop = default
    ) => new ManualExecution(chains).ExecuteAsync(messageId, gasLimit, stop);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop;
        stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await RoundAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Disposing ends the rounds.
        }
    }

    private async Task RoundAsync(LaneDelivery lane, CancellationToken stop)
    {
        try
        {
            await lane.RoundAsync(stop);
            troubles.TryRemove(lane.Lane, out _);
        }
        catch (Exception error)
            when (error is LocalnetException or EvmDataException or RpcException && !stop.IsCancellationRequested)
        {
            if (troubles.GetValueOrDefault(lane.Lane) != error.Message)
            {
                troubles[lane.Lane] = error.Message;
                progress?.Report($"DON, lane {lane.Lane}: {error.Message}");
            }
        }
    }
}
