using QLStake.Localnet.Services;
using Xunit;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>A system of its own, while nothing else runs: what it is tested for changes it for good, or is a matter of seconds.</summary>
public sealed class AloneFixture : JourneyFixture
{
    protected override string Name => "alone";

    /// <summary>A second replica of each service, known to all from the beginning. None is started.</summary>
    internal IReadOnlyList<ServiceProcess> Seconds { get; private set; } = [];

    protected override void Configure() => Seconds = [.. Services.Select(Network.Services.AddReplica)];
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneTests : ICollectionFixture<AloneFixture>
{
    public const string Name = "alone";
}
