using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Logs;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.Protocol.Bindings;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>
/// A system of its own for flows that move everything there is: batches are full at fifty, and the guards give signs of life.
/// </summary>
public sealed class FlowFixture : JourneyFixture
{
    /// <summary>A batch leaves when it holds this many.</summary>
    internal const int FullAt = 50;

    internal FlowObserver Flows { get; private set; } = null!;

    protected override string Name => "flows";

    protected override void Configure()
    {
        Network.Services[ServiceNames.MintExecutor].Configure("QLSTAKE__EXECUTOR__BATCHING__FULLAT", $"{FullAt}");
        Network.Services[ServiceNames.MessageRouter].Configure("QLSTAKE__ROUTER__HEARTBEATEVERY", "01:00:00");
        Flows = new FlowObserver(Network.Services[ServiceNames.MessageRouter].Address);
    }

    /// <summary>A mint is a sign of life too: one that came first would spare the guards their own for an hour.</summary>
    protected override Task SettleAsync() =>
        Eventually.HoldsAsync(
            SignsOfLifeAsync,
            logs => logs.Count > 0,
            TimeSpan.FromSeconds(60),
            "the hub has seen its guards"
        );

    /// <summary>What the guards said to the hub for the sake of being seen.</summary>
    internal async Task<IReadOnlyList<Log>> SignsOfLifeAsync() =>
        await Ethereum.Rpc.GetLogs(
            LogQuery.Range(0, await Ethereum.HeadAsync(BlockRef.Latest)) with
            {
                Addresses = [Ethereum.Protocol.Hub!.Value],
                Topics =
                [
                    [QLStakeHub.QuorumSeen.Topic],
                ],
            }
        );
}

[CollectionDefinition(Name)]
public sealed class FlowTests : ICollectionFixture<FlowFixture>
{
    public const string Name = "flows";
}
