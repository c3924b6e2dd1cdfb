using QLStake.ChainWatcher;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Tests.FeeAccounting;
using Shouldly;
using Xunit;

namespace QLStake.Tests.ChainWatcher;

/// <summary>What a look at a chain becomes in its log.</summary>
public sealed class NewsRulesTests
{
    private const ulong Midnight = 1_767_225_600; // 2026-01-01
    private static readonly ChainSelector Chain = new(7);
    private static readonly Cursor AtTen = new("7", 10, Hash(10), Midnight - 30, 8);

    [Fact]
    public void Blocks_without_facts_move_the_cursor_and_are_no_news()
    {
        var news = NewsRules.Observed(AtTen, Chain, [Header(11), Header(12)], None);

        news.Events.ShouldBeEmpty();
        news.Next.ShouldBe(AtTen with { Number = 12, Hash = Hash(12), Timestamp = TimeOf(12) });
        news.Watched.Select(block => (block.Number, block.HasFacts)).ShouldBe([(11UL, false), (12UL, false)]);
    }

    [Fact]
    public void A_block_with_more_facts_than_a_message_holds_comes_in_several_in_order()
    {
        var facts = Enumerable.Range(0, 450).Select(Fact).ToList();
        var news = NewsRules.Observed(AtTen, Chain, [Header(11)], facts.ToLookup(_ => Hash(11)));

        var parts = news.Events.Select(pair => pair.Event).Cast<BlockObserved>().ToList();
        parts.Select(part => part.Facts.Count).ShouldBe([200, 200, 50]);
        parts.SelectMany(part => part.Facts).ShouldBe(facts);
        news.Watched.Single().HasFacts.ShouldBeTrue();
    }

    [Fact]
    public void A_reorg_tells_of_orphaned_blocks_with_facts_only_and_takes_finality_no_higher_than_the_ancestor()
    {
        var watched = new[] { Watched(12, facts: true), Watched(11), Watched(10, facts: true), Watched(9) };
        var news = NewsRules.Reorged(AtTen with { Number = 12, Finalized = 11 }, Chain, Watched(10), watched);

        var reorg = news.Events.Single().Event.ShouldBeOfType<ChainReorged>();
        reorg.Orphaned.ShouldBe([Hash(12)]);
        news.Next.ShouldBe(new Cursor("7", 10, Hash(10), TimeOf(10), 10));
        news.DropAbove.ShouldBe(10UL);
        NewsRules.Reorged(AtTen, Chain, Watched(11), [Watched(12)]).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Finality_is_news_only_where_it_makes_a_fact_final()
    {
        var watched = new[] { Watched(12), Watched(11, facts: true), Watched(10) };

        var news = NewsRules.Finalized(AtTen, Chain, Watched(11), watched)!;
        news.Events.Single().Event.ShouldBe(new ChainFinalized(Chain, Watched(11).Ref));
        news.DropBelow.ShouldBe(11UL);
        NewsRules.Finalized(AtTen, Chain, Watched(10), watched)!.Events.ShouldBeEmpty();
        NewsRules.Finalized(AtTen, Chain, Watched(8), watched).ShouldBeNull();
    }

    [Fact]
    public void The_first_blocks_of_a_day_close_the_day_before_with_all_that_is_needed_to_read_on()
    {
        var headers = new[] { Header(13), Header(14) };
        var cursor = AtTen with { Number = 12, Hash = Hash(12), Timestamp = TimeOf(12) };
        Epoch.Begins(cursor, headers).ShouldBeTrue();
        var observed = NewsRules.Observed(cursor, Chain, headers, new[] { Fact(1) }.ToLookup(_ => Hash(13)));

        var news = NewsRules.AfterClosing(observed, cursor, Chain, [Watched(12), Watched(11), Watched(8)]);

        var closed = news.Events[0].Event.ShouldBeOfType<EpochClosed>();
        (closed.Name, closed.Cursor).ShouldBe(("20251231", cursor));
        closed.Unfinalized.Select(block => block.Number).ShouldBe([11UL, 12UL]);
        WatcherStore.StreamOf(Chain, news.Events[0].Block).ShouldBe("chain-7-20251231");
        WatcherStore.StreamOf(Chain, news.Events[1].Block).ShouldBe("chain-7-20260101");
        news.Next.Number.ShouldBe(14UL);
    }

    [Fact]
    public void What_is_read_in_one_step_lies_in_one_day()
    {
        Epoch.First([Header(11), Header(12), Header(13)]).Select(header => header.Number).ShouldBe([11UL, 12UL]);
        Epoch.First([Header(13), Header(14)]).Count.ShouldBe(2);
        Epoch.Begins(AtTen, [Header(11)]).ShouldBeFalse();
    }

    private static ILookup<B256, ChainFact> None => Array.Empty<ChainFact>().ToLookup(_ => B256.Zero);

    private static B256 Hash(ulong number) => Keccak.Hash(BitConverter.GetBytes(number));

    /// <summary>Block 13 is the first of 2026.</summary>
    private static ulong TimeOf(ulong number) => Midnight - 130 + 10 * number;

    private static BlockHeader Header(ulong number) =>
        new(number, Hash(number), Hash(number - 1), TimeOf(number), null, 0, 0);

    private static WatchedBlock Watched(ulong number, bool facts = false) =>
        WatchedBlock.Of(Chain, new(number, Hash(number), TimeOf(number)), facts);

    private static ChainFact Fact(int index) => FeeStory.Skipped(index, (uint)index);
}
