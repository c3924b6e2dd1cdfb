using System.Text;
using QLStake.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Notary;

public sealed class HashChainTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static StoredEvent Event(long sequence, string data = """{"amount":"100"}""", DateTimeOffset? at = null) =>
        new(sequence, "stake-0x1", sequence, at ?? Noon, "stake.locked.v1", Encoding.UTF8.GetBytes(data));

    [Fact]
    public void A_chain_in_pieces_is_the_chain_in_one()
    {
        StoredEvent[] events = [Event(1), Event(2), Event(5), Event(6)];
        var whole = Chain(events);

        var first = Chain(events[..2]);
        var rest = HashChain.Extend(first[^1], DateOnly.MinValue, events[2..]);

        first.Concat(rest).ShouldBe(whole);
    }

    [Fact]
    public void The_order_in_which_PostgreSQL_tells_members_does_not_matter() =>
        Chain([Event(1, """{"b": 1, "a": 2}""")]).ShouldBe(Chain([Event(1, """{"a":2,"b":1}""")]));

    public static TheoryData<string, Func<object, object>> Changes =>
        new()
        {
            { "sequence", e => (StoredEvent)e with { Sequence = 3 } },
            { "stream", e => (StoredEvent)e with { Stream = "stake-0x2" } },
            { "version", e => (StoredEvent)e with { Version = 3 } },
            { "time", e => (StoredEvent)e with { At = Noon.AddMicroseconds(1) } },
            { "type", e => (StoredEvent)e with { Type = "stake.locked.v2" } },
            { "one byte", e => (StoredEvent)e with { Data = Encoding.UTF8.GetBytes("""{"amount":"101"}""") } },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Whatever_is_changed_of_an_event_changes_its_link_and_all_after_it(
        string what,
        Func<object, object> change
    )
    {
        var (before, after) = (
            Chain([Event(1), Event(2), Event(4)]),
            Chain([Event(1), (StoredEvent)change(Event(2)), Event(4)])
        );

        after[0].ShouldBe(before[0], what);
        after[1].Hash.ShouldNotBe(before[1].Hash, what);
        after[2].Hash.ShouldNotBe(before[2].Hash, what);
    }

    [Fact]
    public void What_comes_late_belongs_to_the_day_that_is_open()
    {
        var (yesterday, today) = (
            DateOnly.FromDateTime(Noon.UtcDateTime).AddDays(-1),
            DateOnly.FromDateTime(Noon.UtcDateTime)
        );

        HashChain
            .Extend(null, DateOnly.MinValue, [Event(1, at: Noon.AddDays(-1)), Event(2), Event(3, at: Noon.AddDays(-1))])
            .Select(link => link.Day)
            .ShouldBe([yesterday, today, today]);
        HashChain.Extend(null, today, [Event(1, at: Noon.AddDays(-1))]).Single().Day.ShouldBe(today);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_days_root_depends_on_every_link_and_on_their_order(int count)
    {
        var links = Chain([.. Enumerable.Range(1, count).Select(n => Event(n))]);
        var hashes = links.Select(link => link.Hash).ToList();
        var root = DailyRoot.Of("probe", links[0].Day, links);

        (root.First, root.Last, root.Count, root.Head).ShouldBe((1, count, count, hashes[^1]));
        for (var i = 0; i < count; i++)
        {
            var changed = hashes.ToList();
            changed[i] = Keccak.Hash(hashes[i].AsSpan());
            DailyRoot.MerkleRoot(changed).ShouldNotBe(root.Root);
        }
        if (count > 1)
            DailyRoot.MerkleRoot([.. hashes.AsEnumerable().Reverse()]).ShouldNotBe(root.Root);
    }

    private static IReadOnlyList<ChainLink> Chain(StoredEvent[] events) =>
        HashChain.Extend(null, DateOnly.MinValue, events);
}
