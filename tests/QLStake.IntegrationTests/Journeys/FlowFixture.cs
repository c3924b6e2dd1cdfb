using QLStake.Contracts;
using QLStake.Hosting;
using Xunit;

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
}

[CollectionDefinition(Name)]
public sealed class FlowTests : ICollectionFixture<FlowFixture>
{
    public const string Name = "flows";
}
