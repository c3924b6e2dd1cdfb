using QLStake.Contracts;
using QLStake.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Localnet.Don;
using QLStake.Protocol.Bindings;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Localnet;

/// <summary>The three chains with their DON, shared by the tests of one collection: they run one after another.</summary>
public sealed class ChainsFixture : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TestInstance instance = new("chains");

    public LocalChains Chains { get; private set; } = null!;

    public DonNetwork Don { get; private set; } = null!;

    public Lane ToHub => new(Chains.Avalanche.Spec.Selector, Chains.Ethereum.Spec.Selector);

    public async Task InitializeAsync()
    {
        Chains = await LocalChains.StartAsync(
            instance.Folder,
            Repository.Find(),
            ChainsOptions.Default,
            TimeProvider.System
        );
        Don = new DonNetwork(Chains.All, TimeSpan.FromMilliseconds(250), TimeProvider.System);
        Don.Start();
    }

    public async Task DisposeAsync()
    {
        await Don.DisposeAsync();
        await Chains.DisposeAsync();
        instance.Dispose();
    }

    /// <summary>CCIP's state of a message at its destination.</summary>
    internal async Task<ExecutionState> StateAsync(Lane lane, ulong sequenceNumber)
    {
        var destination = Chains.All.Single(chain => chain.Spec.Selector == lane.Destination);
        return (ExecutionState)
            await destination.ReadAsync(
                destination.Ccip.OffRamp,
                new OffRamp.GetExecutionStateCall(lane.Source.Value, sequenceNumber),
                BlockRef.Latest
            );
    }

    /// <summary>The first sequence number the destination has not committed.</summary>
    internal async Task<ulong> NextUncommittedAsync(Lane lane)
    {
        var destination = Chains.All.Single(chain => chain.Spec.Selector == lane.Destination);
        var config = await destination.ReadAsync(
            destination.Ccip.OffRamp,
            new OffRamp.GetSourceChainConfigCall(lane.Source.Value),
            BlockRef.Latest
        );
        return config.MinSeqNr;
    }

    internal async Task UntilAsync(Lane lane, ulong sequenceNumber, ExecutionState expected)
    {
        using var limit = new CancellationTokenSource(Patience);
        var found = await StateAsync(lane, sequenceNumber);
        while (found != expected)
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException(
                    $"Expected message {sequenceNumber} of {lane} to become {expected}, found {found}. "
                        + string.Join(' ', Don.Troubles.Values)
                );
            }

            await Task.Delay(50);
            found = await StateAsync(lane, sequenceNumber);
        }
    }
}

/// <summary>CCIP's <c>Internal.MessageExecutionState</c>.</summary>
internal enum ExecutionState : byte
{
    Untouched,
    InProgress,
    Success,
    Failure,
}

[CollectionDefinition(Name)]
public sealed class ChainsTests : ICollectionFixture<ChainsFixture>
{
    public const string Name = "local chains";
}
