using System.Text.Json;
using System.Text.Json.Nodes;
using QLStake.Hosting;
using QLStake.MessageRouter;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MessageRouter;

/// <summary>Events are read for as long as stakes are audited: their names and their JSON never change.</summary>
public sealed class FrozenTests
{
    public static TheoryData<string> Names => [.. RouterStore.Events.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_still_reads_and_writes_its_frozen_json(string name)
    {
        var frozen = RepositoryFiles.ReadText($"tests/QLStake.Tests/MessageRouter/frozen/{name}.json");
        var read = JsonSerializer.Deserialize(frozen, RouterStore.Events[name], MessageJson.Options)!;

        ShouldBeSame(JsonSerializer.Serialize(read, read.GetType(), MessageJson.Options), frozen);
        ShouldBeSame(JsonSerializer.Serialize(Samples.Events[name], read.GetType(), MessageJson.Options), frozen);
    }

    private static void ShouldBeSame(string found, string frozen) =>
        JsonNode.DeepEquals(JsonNode.Parse(found), JsonNode.Parse(frozen)).ShouldBeTrue($"Found {found}");
}
