using QLStake.Contracts;
using QLStake.FeeAccounting;
using Shouldly;
using Xunit;
using static QLStake.Tests.FeeAccounting.FeeStory;

namespace QLStake.Tests.FeeAccounting;

public sealed class ReconcileRulesTests
{
    private const string Ledger = "ledger-1";
    private static readonly Address Wrapped = AddressOf(70);
    private static readonly AccountKind[] Principal = [AccountKind.Locked, AccountKind.Released];

    [Fact]
    public void A_counter_is_the_sum_of_its_accounts_up_to_the_height()
    {
        var books = Books(
            Sum(AccountKind.Locked, 100),
            Sum(AccountKind.Released, 20),
            Sum(AccountKind.Locked, 5, isIn: false)
        );

        var check = ReconcileRules.Checks(books, Chain(Counted(120)), null).ShouldHaveSingleItem();

        check.Agrees.ShouldBeTrue();
        ReconcileRules.Checks(books, Chain(Counted(125)), null)[0].Difference.ShouldBe(new Balance(-5));
    }

    [Fact]
    public void Fees_in_native_coin_are_what_OnRamp_took_in_its_wrapped_form()
    {
        var books = Books(
            Sum(AccountKind.CcipFees, 70),
            Sum(AccountKind.CcipFees, 30, token: Wrapped),
            Sum(AccountKind.CcipFees, 9, token: Link)
        );
        var agreed = new OnRampFees(5, [new(Wrapped, 60)]);
        var chain = Chain([], Paid(1, Wrapped, 40), Paid(2, Link, 9));

        var checks = ReconcileRules.Checks(books, chain, agreed);

        checks.Select(check => (check.Token, check.Agrees)).ShouldBe([(Address.Zero, true), (Link, true)]);
        ReconcileRules.Total(chain, agreed).ShouldBe([new TokenAmount(Link, 9), new(Wrapped, 100)]);
    }

    [Fact]
    public void A_transaction_that_paid_another_fee_than_OnRamp_took_is_named()
    {
        var books = Books() with
        {
            CcipFees = new Dictionary<B256, Balance> { [Hash(1)] = new(40), [Hash(3)] = new(2) },
        };

        ReconcileRules
            .UnlikeMessages(books, Chain([], Paid(1, Wrapped, 40), Paid(2, Wrapped, 8)))
            .ShouldBe(
                [
                    $"transaction {Hash(2)}: OnRamp took 8, the books say 0",
                    $"transaction {Hash(3)}: OnRamp took 0, the books say 2",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void A_ledger_that_is_not_the_sum_of_its_postings_is_a_flaw_at_any_height()
    {
        var books = Books(Sum(AccountKind.Locked, 100), Sum(AccountKind.Locked, 5, isIn: false)) with
        {
            Ledgers = [new(Ledger, new(AccountKind.Locked), new(105)), new(Ledger, new(AccountKind.Owners), new(-7))],
        };

        var flaw = ReconcileRules.Flaws(books).ShouldHaveSingleItem();

        (flaw.Account, flaw.Balance, flaw.Postings).ShouldBe(("Owners", new(-7), new Balance(0)));
    }

    [Fact]
    public void What_an_account_spent_is_told_with_its_balance_since_the_last_time()
    {
        var executor = new PostingSum(Ledger, Address.Zero, new(AccountKind.Executor, Executor), true, new(-50));
        var caller = new PostingSum(Ledger, Address.Zero, new(AccountKind.Callers, Executor), true, new(-8));
        var chain = Chain() with { Balances = new Dictionary<Address, U256> { [Executor] = 900 } };
        var last = Done(chain) with { Accounts = [new(Executor, new(50), new(910), default, default)] };

        var account = ReconcileRules.Spending(Books(executor, caller), chain, last).ShouldHaveSingleItem();

        account.ShouldBe(new(Executor, new(58), new(900), new(8), new(-10)));
    }

    [Fact]
    public void OnRamp_is_read_again_from_where_it_last_agreed()
    {
        var agreed = Done(Chain()) with { OnRamp = new(7, []) };
        var differed = Done(Chain()) with { OnRamp = null };

        Reconciliation.Initial.Apply(agreed).Apply(differed).Agreed.ShouldBe(agreed.OnRamp);
    }

    internal static Reconciled Done(ChainSight chain) =>
        new(
            Avalanche,
            chain.Height,
            DateTimeOffset.UnixEpoch,
            [new("locked", Address.Zero, new(3), new(4), ["near: it"])],
            [new(Ledger, "Locked", new(1), new(-2), ["a row that was never posted"])],
            [new(Executor, new(58), new(900), new(8), new(-10))],
            new(7, [new(Link, 9)])
        );

    internal static ChainSight Chain(IReadOnlyList<Counter>? counters = null, params IReadOnlyList<PaidMessage> paid) =>
        new(new(10, Hash(10), NearMidnight), counters ?? [], paid, new Dictionary<Address, U256>(), Wrapped);

    private static Counter[] Counted(ulong value) => [new("locked", Address.Zero, value, Principal)];

    private static PaidMessage Paid(int tx, Address token, ulong fee) => new(new(Hash(60)), Hash(tx), 6, token, fee);

    private static PostingSum Sum(AccountKind kind, int sum, Address token = default, bool isIn = true) =>
        new(Ledger, token, new(kind), isIn, new(sum));

    private static BooksSight Books(params IReadOnlyList<PostingSum> sums) =>
        new(sums, [], new Dictionary<B256, Balance>());
}
