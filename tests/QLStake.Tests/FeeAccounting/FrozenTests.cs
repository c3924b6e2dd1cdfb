using System.Text.Json;
using System.Text.Json.Nodes;
using QLStake.Contracts;
using QLStake.FeeAccounting;
using QLStake.Hosting;
using Shouldly;
using Xunit;
using static QLStake.Tests.FeeAccounting.FeeStory;

namespace QLStake.Tests.FeeAccounting;

/// <summary>Events are read for as long as the books are audited: their names and their JSON never change.</summary>
public sealed class FrozenTests
{
    private static readonly Dictionary<string, object> Samples = Make().ToDictionary(NameOf);

    public static TheoryData<string> Names => [.. FeeStore.Events.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_still_reads_and_writes_its_frozen_json(string name)
    {
        foreach (var frozen in Frozen(name))
        {
            var read = JsonSerializer.Deserialize(frozen, FeeStore.Events[name], MessageJson.Options)!;
            ShouldBeSame(JsonSerializer.Serialize(read, read.GetType(), MessageJson.Options), frozen);
        }

        var sample = Samples[name];
        ShouldBeSame(
            JsonSerializer.Serialize(sample, sample.GetType(), MessageJson.Options),
            Frozen(name).LastOrDefault("null")
        );
    }

    /// <summary>As it was first written, and as it is since more was said in the same form.</summary>
    private static IEnumerable<string> Frozen(string name) =>
        new[] { $"{name}.json", $"{name}.2.json" }
            .Select(file => Path.Combine(RepositoryFiles.Root, "tests/QLStake.Tests/FeeAccounting/frozen", file))
            .Where(File.Exists)
            .Select(File.ReadAllText);

    private static IEnumerable<object> Make()
    {
        var books = new Books().When(
            Block(
                Avalanche,
                100,
                Locked(1, 4, feeToken: Link),
                Told(new BatchFlushed(Hash(7), Hash(8), Executor, new(40), new(30)), 5, l1Fee: 9),
                Told(new Claimed(Staker, Address.Zero, AddressOf(9), new(600)), 6, tx: 4)
            )
        );
        books.When(Block(Ethereum, 200, Minted(1, 5)));
        yield return books.Events[0];
        yield return new Posted([
            .. books.Events[1].Postings.Select(posting => posting with { Worth = new(12, 30, 99) }),
        ]);
        yield return LedgerMoved.By(Hash(200), books.Events[1].Postings);
        yield return new PricesTold(Avalanche, Block(Avalanche, 100).Block, 5, [new(Link, 15)]);
        yield return new PricesRetracted(Avalanche, Hash(100), 6);
        yield return books.When(Orphaned(Ethereum, 200)).Events[2];
        yield return ReconcileRulesTests.Done(ReconcileRulesTests.Chain());
        yield return new LedgerOpened(Ethereum, new(2026, 1, 31), Link);
        yield return books.When(Final(Avalanche, new(2026, 2, 1, 1, 0, 0, TimeSpan.Zero))).Closings.Single();
    }

    private static string NameOf(object @event) => FeeStore.Events.Single(pair => pair.Value == @event.GetType()).Key;

    private static void ShouldBeSame(string found, string frozen) =>
        JsonNode.DeepEquals(JsonNode.Parse(found), JsonNode.Parse(frozen)).ShouldBeTrue($"Found {found}");
}
