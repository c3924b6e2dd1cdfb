using QLStake.FeeAccounting;
using Shouldly;
using Xunit;
using static QLStake.Tests.FeeAccounting.FeeStory;

namespace QLStake.Tests.FeeAccounting;

public sealed class LedgerTests
{
    [Fact]
    public void What_stakers_gave_is_what_the_others_received()
    {
        var ledger = new Books().When(Block(Avalanche, 100, Locked(1, 4))).Ledgers.Values.ShouldHaveSingleItem();

        ledger.Of(new(AccountKind.Stakers)).Credits.ShouldBe(750UL + 210_001UL * 25);
        ledger.Of(new(AccountKind.CcipFees)).ShouldBe(new Turnover(700, 0));
        ledger.Of(new(AccountKind.ProtocolFees)).ShouldBe(new Turnover(50, 0));
        ledger.Total.Debits.ShouldBe(ledger.Total.Credits);
    }

    [Fact]
    public void Each_day_and_each_token_has_its_own_ledger() =>
        new Books()
            .When(Block(Avalanche, 101, Locked(1, 4)))
            .When(Block(Avalanche, 103, Locked(2, 4, feeToken: Link)))
            .Ledgers.Keys.ShouldBe(
                [
                    $"ledger-{Avalanche}:{Address.Zero}-2026-01-31",
                    $"ledger-{Avalanche}:{Link}-2026-02-01",
                    $"ledger-{Avalanche}:{Address.Zero}-2026-02-01",
                ],
                ignoreOrder: true
            );

    [Fact]
    public void A_row_says_whose_ledger_it_is()
    {
        var (stream, ledger) = new Books().When(Block(Ethereum, 200, Minted(1, 5))).Ledgers.Single();

        var row = ledger.Documents(stream).ShouldHaveSingleItem().ShouldBeOfType<LedgerRow>();
        (row.Chain, row.Token, row.Day).ShouldBe(($"{Ethereum}", $"{Address.Zero}", "2026-01-31"));
        row.Accounts.Select(account => (account.Kind, account.Holder))
            .ShouldBe([(AccountKind.Executor, Executor), (AccountKind.MintGas, null)]);
    }

    [Fact]
    public void A_ledger_written_posting_by_posting_says_the_same_as_one_written_by_what_a_block_moved()
    {
        var books = new Books().When(Block(Avalanche, 100, Locked(1, 4), Locked(2, 5, tx: 7, subsidy: 30)));

        var before = Ledger.Initial.Apply(new Posted([.. books.Postings]));

        before.Accounts.ShouldBe(books.Ledgers.Values.Single().Accounts, ignoreOrder: true);
        before.Accounts.Count.ShouldBeGreaterThan(4);
    }

    [Fact]
    public void A_balance_has_its_sign()
    {
        new Turnover(3, 10).Balance().ShouldBe("-7");
        new Turnover(10, 3).Balance().ShouldBe("7");
    }
}
