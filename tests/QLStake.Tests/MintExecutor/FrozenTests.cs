using System.Text.Json;
using System.Text.Json.Nodes;
using QLStake.Hosting;
using QLStake.MintExecutor;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MintExecutor;

/// <summary>Events are read for as long as stakes are audited: their names and their JSON never change.</summary>
public sealed class FrozenTests
{
    public static TheoryData<string> Names => [.. ExecutorStore.EventNames.Values];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_still_reads_and_writes_its_frozen_json(string name)
    {
        var frozen = RepositoryFiles.ReadText($"tests/QLStake.Tests/MintExecutor/frozen/{name}.json");
        var sample = ExecutorSamples.Events.Single(@event => ExecutorStore.EventNames[@event.GetType()] == name);
        var read = JsonSerializer.Deserialize(frozen, sample.GetType(), MessageJson.Options)!;

        ShouldBeSame(JsonSerializer.Serialize(read, read.GetType(), MessageJson.Options), frozen);
        ShouldBeSame(JsonSerializer.Serialize(sample, sample.GetType(), MessageJson.Options), frozen);
    }

    private static void ShouldBeSame(string found, string frozen) =>
        JsonNode.DeepEquals(JsonNode.Parse(found), JsonNode.Parse(frozen)).ShouldBeTrue($"Found {found}");
}
