using QLStake.Contracts;
using QLStake.FeeAccounting;
using Shouldly;
using Xunit;
using static QLStake.Tests.FeeAccounting.FeeStory;

namespace QLStake.Tests.FeeAccounting;

/// <summary>Closing the books: blocks 100 and 101 are of the last January day, 102 to 104 of the first of February.</summary>
public sealed class PeriodTests
{
    private static readonly DateOnly January = new(2026, 1, 31);
    private static readonly DateOnly February = new(2026, 2, 1);
    private static readonly DateTimeOffset PastGrace = new(2026, 2, 1, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_day_is_closed_once_the_chain_is_final_past_it_and_its_grace()
    {
        var books = new Books().When(Block(Avalanche, 100, Locked(1, 4)));

        books.When(Final(Avalanche, PastGrace.AddSeconds(-1))).Closings.ShouldBeEmpty();
        books.When(Final(Avalanche, PastGrace)).Closings.ShouldHaveSingleItem().Period.ShouldBe(January);
        books.When(Final(Avalanche, PastGrace)).Closings.Count.ShouldBe(1);
    }

    [Fact]
    public void Another_chains_finality_closes_nothing() =>
        new Books().When(Block(Avalanche, 100, Locked(1, 4))).When(Final(Ethereum, PastGrace)).Closings.ShouldBeEmpty();

    [Fact]
    public void What_one_day_closes_with_the_next_opens_with()
    {
        var books = new Books()
            .When(Block(Avalanche, 100, Locked(1, 4)))
            .When(Block(Avalanche, 103, Locked(2, 4)))
            .When(Final(Avalanche, PastGrace))
            .When(Final(Avalanche, PastGrace.AddDays(1)));

        var ccip = books.Closings.Select(closed => AccountOf(closed, AccountKind.CcipFees)).ToList();
        ccip.Select(account => account.Before.Debits).ShouldBe([0UL, 700UL]);
        ccip.Select(account => account.During.Debits).ShouldBe([700UL, 700UL]);
    }

    [Fact]
    public void A_closed_day_balances_before_and_during()
    {
        var books = new Books()
            .When(Block(Avalanche, 100, Locked(1, 4), Locked(2, 5, tx: 7, feeToken: Link)))
            .When(Block(Avalanche, 103, Locked(3, 4)))
            .When(Final(Avalanche, PastGrace.AddDays(1)));

        books.Closings.Select(closed => closed.Period).ShouldBe([January, February]);
        foreach (var ledger in books.Closings.SelectMany(closed => closed.Ledgers))
        {
            var before = ledger.Accounts.Aggregate(default(Turnover), (sum, account) => sum.And(account.Before));
            var during = ledger.Accounts.Aggregate(default(Turnover), (sum, account) => sum.And(account.During));
            (before.Debits, during.Debits).ShouldBe((before.Credits, during.Credits));
        }

        // A token without postings on a day is carried on.
        books.Closings[1].Ledgers.Select(ledger => ledger.Token).ShouldBe([Address.Zero, Link], ignoreOrder: true);
    }

    [Fact]
    public void What_comes_late_goes_to_the_open_day_and_names_its_own()
    {
        var books = new Books().When(Block(Avalanche, 100, Locked(1, 4))).When(Final(Avalanche, PastGrace));
        var closed = books.Ledgers[FeeStreams.Ledger(Avalanche, Address.Zero, January)];

        books.When(Block(Avalanche, 105, Locked(2, 4)));

        var late = books.Postings.Where(posting => posting.Subject == Subject.Of(Stake(2))).ToList();
        late.ShouldAllBe(posting => posting.Period == February && posting.Fact.Day == January);
        late.ShouldAllBe(posting => posting.Ledger == FeeStreams.Ledger(Avalanche, Address.Zero, February));
        books.Ledgers[FeeStreams.Ledger(Avalanche, Address.Zero, January)].ShouldBe(closed);
    }

    [Fact]
    public void A_reorg_of_a_closed_day_is_countered_in_the_open_one()
    {
        var books = new Books()
            .When(Block(Avalanche, 100, Locked(1, 4)))
            .When(Final(Avalanche, PastGrace))
            .When(Orphaned(Avalanche, 100));

        var counters = books.Postings.Where(posting => posting.IsCounter).ToList();
        counters.Count.ShouldBe(4);
        counters.ShouldAllBe(posting => posting.Day == February);
        books.When(Block(Avalanche, 100, Locked(1, 4)));
        books.When(Block(Avalanche, 100, Locked(1, 4))).Postings.Count().ShouldBe(12);
    }

    [Fact]
    public void A_statement_is_a_table_that_spreadsheets_read()
    {
        var closed = new Books()
            .When(Block(Avalanche, 100, Locked(1, 4)))
            .When(Final(Avalanche, PastGrace))
            .Closings.Single();
        var lines = closed.Ledgers.Single().Accounts.Select(StatementLine.Of).ToList();
        var statement = new Statement(Avalanche, "avalanche", Address.Zero, January, true, closed.UpTo, lines, true);

        var rows = statement.ToCsv().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        rows.Length.ShouldBe(1 + lines.Count);
        rows.ShouldContain($"{Avalanche},{Address.Zero},2026-01-31,yes,CcipFees,,0,700,0,700");
    }

    private static ClosedAccount AccountOf(PeriodClosed closed, AccountKind kind) =>
        closed.Ledgers.Single().Accounts.Single(account => account.Account.Kind == kind);
}
