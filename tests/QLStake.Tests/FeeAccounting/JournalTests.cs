using QLStake.FeeAccounting;
using Shouldly;
using Xunit;
using static QLStake.Tests.FeeAccounting.FeeStory;

namespace QLStake.Tests.FeeAccounting;

public sealed class JournalTests
{
    private static readonly object Locking = Block(Avalanche, 100, Locked(1, 4), Locked(2, 8, tx: 7, feeToken: Link));

    [Fact]
    public void The_same_block_told_twice_is_posted_once()
    {
        var books = new Books().When(Locking, 1).When(Locking, 1);

        books.Events.ShouldHaveSingleItem();
        books.Postings.Count().ShouldBe(8);
    }

    [Fact]
    public void The_same_block_told_again_later_posts_nothing()
    {
        var books = new Books().When(Locking).When(Locking);

        books.Postings.Count().ShouldBe(8);
    }

    [Fact]
    public void A_block_without_costs_leaves_no_trace() =>
        new Books().When(Block(Avalanche, 100)).Events.ShouldBeEmpty();

    [Fact]
    public void A_reorg_counters_every_posting_and_names_it()
    {
        var books = new Books().When(Locking).When(Orphaned(Avalanche, 100));

        books.Balances.ShouldBeEmpty();
        var counters = books.Events[1].Postings;
        counters.ShouldAllBe(counter => counter.IsCounter);
        counters
            .Select(counter => counter.OriginalId)
            .ShouldBe(books.Events[0].Postings.Select(posting => posting.Id), ignoreOrder: true);
    }

    [Fact]
    public void A_reorg_told_twice_counters_once() =>
        new Books()
            .When(Locking)
            .When(Orphaned(Avalanche, 100), 2)
            .When(Orphaned(Avalanche, 100), 2)
            .Events.Count.ShouldBe(2);

    [Fact]
    public void A_fact_that_comes_back_is_posted_under_a_new_revision()
    {
        var books = new Books().When(Locking).When(Orphaned(Avalanche, 100)).When(Locking);

        books.Events[2].Postings.ShouldAllBe(posting => posting.Revision == 2 && !posting.IsCounter);
        books.Postings.Select(posting => posting.Id).ShouldBeUnique();
        books.Balances.ShouldBe(new Books().When(Locking).Balances);
    }

    [Fact]
    public void An_orphaning_seen_before_its_block_is_remembered()
    {
        var books = new Books().When(Orphaned(Avalanche, 100), 2).When(Locking, 1);

        books.Postings.ShouldBeEmpty();
    }

    [Fact]
    public void A_transaction_told_in_two_pieces_ends_with_its_gas_shared_by_all()
    {
        var books = new Books()
            .When(Block(Ethereum, 200, Minted(1, 5), Minted(2, 6)))
            .When(Block(Ethereum, 200, Minted(3, 7)));

        books.Balances.ShouldBe(
            new Books().When(Block(Ethereum, 200, Minted(1, 5), Minted(2, 6), Minted(3, 7))).Balances
        );
        books.Postings.Count(posting => posting.IsCounter).ShouldBe(2);
        books.Postings.Select(posting => posting.Id).ShouldBeUnique();
    }

    [Fact]
    public void Of_a_stakes_rows_only_what_holds_is_standing()
    {
        var journal = Journal.Initial;
        foreach (var written in new Books().When(Locking).When(Orphaned(Avalanche, 100)).When(Locking).Events)
            journal = journal.Apply(written);

        var rows = journal.Documents("journal").Cast<PostingRow>().ToList();
        rows.Count.ShouldBe(24);
        rows.Where(row => row.Standing).ShouldAllBe(row => row.Posting.Revision == 2);
        rows.Count(row => row.Standing).ShouldBe(8);
    }
}
