using Xunit;
using Xunit.Abstractions;

// A collection brings up servers and chains of its own, and mostly waits for them. More than two would wait for each other.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: TestCollectionOrderer("QLStake.IntegrationTests.LongestFirst", "QLStake.IntegrationTests")]

namespace QLStake.IntegrationTests;

/// <summary>The collections that take minutes come first, so that none of them is left over at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        Journeys.JourneyTests.Name,
        RateLimitGuard.MintsTests.Name,
        BadInput.BadInputTests.Name,
        Journeys.FlowTests.Name,
        Localnet.TestInstance.ServersOneAfterAnother,
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Longest.Contains(collection.DisplayName) ? 0 : 1).ThenBy(Place);

    private static int Place(ITestCollection collection) => Array.IndexOf(Longest, collection.DisplayName);
}
