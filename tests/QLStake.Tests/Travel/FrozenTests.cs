using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using QLStake.ChainWatcher;
using QLStake.Contracts;
using QLStake.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Travel;

/// <summary>What travels and what is kept is read by newer versions of everything: names and JSON never change.</summary>
public sealed class FrozenTests
{
    public static TheoryData<string> MessageKinds => [.. MessageNames.All.Select(kind => kind.Key)];

    public static TheoryData<string> KeptKinds => [.. KeptTypes.Keys];

    private static IReadOnlyDictionary<string, Type> KeptTypes =>
        WatcherStore.Events.Concat(InboxEvents.Names).ToDictionary();

    public static TheoryData<string> FactKinds =>
        [
            .. typeof(Fact)
                .GetCustomAttributes<JsonDerivedTypeAttribute>()
                .Select(derived => (string)derived.TypeDiscriminator!),
        ];

    [Theory]
    [MemberData(nameof(MessageKinds))]
    public void A_message_still_reads_and_writes_its_frozen_json(string name) =>
        ShouldBeFrozen(name, TravelSamples.Messages[name]);

    /// <summary>The watcher keeps its messages as they travel, under names of its own.</summary>
    [Theory]
    [MemberData(nameof(KeptKinds))]
    public void An_event_still_reads_and_writes_its_frozen_json(string name)
    {
        var type = KeptTypes[name];
        if (TravelSamples.Kept.TryGetValue(type, out var sample))
            ShouldBeFrozen(name, sample);
        else
            ShouldBeFrozen(MessageNames.Of(type), TravelSamples.Messages[MessageNames.Of(type)]);
    }

    [Theory]
    [MemberData(nameof(FactKinds))]
    public void A_fact_still_reads_and_writes_its_frozen_json(string kind)
    {
        var samples = TravelSamples.Facts.Select(fact => JsonSerializer.Serialize(fact, MessageJson.Options)).ToList();
        var frozen = JsonNode.Parse(Frozen($"fact.{kind}"))!.AsArray();
        var found = samples.Where(json => (string?)JsonNode.Parse(json)!["fact"] == kind).ToList();

        found.Count.ShouldBe(frozen.Count);
        foreach (var (json, once) in found.Zip(frozen))
        {
            ShouldBeSame(json, once!.ToJsonString());
            var read = JsonSerializer.Deserialize<Fact>(once.ToJsonString(), MessageJson.Options);
            ShouldBeSame(JsonSerializer.Serialize(read, MessageJson.Options), once.ToJsonString());
        }
    }

    private static void ShouldBeFrozen(string name, object sample)
    {
        var frozen = Frozen(name);
        var read = JsonSerializer.Deserialize(frozen, sample.GetType(), MessageJson.Options);

        ShouldBeSame(JsonSerializer.Serialize(read, sample.GetType(), MessageJson.Options), frozen);
        ShouldBeSame(JsonSerializer.Serialize(sample, sample.GetType(), MessageJson.Options), frozen);
    }

    private static string Frozen(string name) =>
        RepositoryFiles.ReadText($"tests/QLStake.Tests/Travel/frozen/{name}.json");

    private static void ShouldBeSame(string found, string frozen) =>
        JsonNode.DeepEquals(JsonNode.Parse(found), JsonNode.Parse(frozen)).ShouldBeTrue($"Found {found}");
}
