using System.Text.Json;
using System.Text.Json.Nodes;
using QLStake.Hosting;
using QLStake.RateLimitGuard;
using Shouldly;
using Xunit;

namespace QLStake.Tests.RateLimitGuard;

/// <summary>Events are read for as long as stakes are audited: their names and their JSON never change.</summary>
public sealed class FrozenTests
{
    public static TheoryData<string> Names => [.. GuardStore.EventNames.Values];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_still_reads_and_writes_its_frozen_json(string name)
    {
        var frozen = RepositoryFiles.ReadText($"tests/QLStake.Tests/RateLimitGuard/frozen/{name}.json");
        var sample = GuardSamples.Events.Single(@event => GuardStore.EventNames[@event.GetType()] == name);
        var read = JsonSerializer.Deserialize(frozen, sample.GetType(), MessageJson.Options)!;

        ShouldBeSame(JsonSerializer.Serialize(read, read.GetType(), MessageJson.Options), frozen);
        ShouldBeSame(JsonSerializer.Serialize(sample, sample.GetType(), MessageJson.Options), frozen);
    }

    private static void ShouldBeSame(string found, string frozen) =>
        JsonNode.DeepEquals(JsonNode.Parse(found), JsonNode.Parse(frozen)).ShouldBeTrue($"Found {found}");
}
