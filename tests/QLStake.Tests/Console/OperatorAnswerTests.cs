using System.Text.Json;
using QLStake.Console;
using QLStake.Contracts;
using QLStake.Hosting;
using Shouldly;
using Xunit;
using static QLStake.Tests.FeeAccounting.FeeStory;
using Executor = QLStake.MintExecutor;
using Fees = QLStake.FeeAccounting;
using Guard = QLStake.RateLimitGuard;

namespace QLStake.Tests.ConsoleApi;

/// <summary>What guard, executor and fee-accounting write for operators is what the console reads.</summary>
public sealed class OperatorAnswerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly BlockRef Seen = new(10, Hash(10), NearMidnight);

    [Fact]
    public void A_held_mint_is_read_as_the_guard_writes_it()
    {
        var item = ((StakeLocked)Locked(1, 0).Fact).Item;

        var read = Read<HeldMint>(
            new Guard.MintView(
                Guard.Mint.Stream(Stake(1)),
                Guard.MintStanding.Held,
                1,
                item,
                "Above the cap.",
                null,
                null,
                0
            )
        );

        (read.StakeId, read.Standing, read.Item, read.Reason).ShouldBe(($"{Stake(1)}", "Held", item, "Above the cap."));
    }

    [Fact]
    public void An_account_is_read_with_its_chain_and_address_out_of_the_name_of_its_stream()
    {
        var read = Read<ExecutorAccount>(
            new Executor.AccountView($"account-{Ethereum}-{FeeAccounting.FeeStory.Executor}", 7, ["batch-1"])
        );

        (read.Chain, read.Address, read.NextNonce, read.OpenBatches.Count).ShouldBe(
            (Ethereum, FeeAccounting.FeeStory.Executor, 7UL, 1)
        );
    }

    [Fact]
    public void A_transaction_is_read_as_the_executor_writes_it()
    {
        var read = Read<ExecutorBatch>(
            new Executor.BatchView(
                "batch-1",
                Ethereum,
                Staker,
                3,
                Executor.BatchStanding.Finalized,
                2,
                Noon,
                [Hash(1)],
                new(15),
                9,
                21_000
            )
            {
                Operation = "refund-1",
            }
        );

        (read.Chain, read.Nonce, read.Standing, read.Mints, read.Operation, read.GasUsed).ShouldBe(
            (Ethereum, 3UL, "Finalized", 2, "refund-1", 21_000UL)
        );
        read.Transactions.ShouldBe([Hash(1)]);
    }

    [Fact]
    public void A_forecast_is_read_as_fee_accounting_writes_it()
    {
        var terms = new Fees.SubsidyTerms(5_000, 86_400, 10, 10, 10);

        Read<SubsidyForecast>(
                new Fees.SubsidyProgramme(Avalanche, "avalanche", terms, 9, 4, 5, 5, true, 7, 3, Noon, [])
            )
            .ShouldBe(new(Avalanche, "avalanche", 9, 4, 5, true, 3, Noon));
    }

    [Fact]
    public void A_comparison_differs_where_one_figure_does()
    {
        var same = new Fees.Check("locked", Link, new(5), new(5), []);
        var compared = new Fees.Reconciled(Avalanche, Seen, Noon, [same], [], [], null);

        Read<BooksCompared>(compared).Agrees.ShouldBeTrue();
        var read = Read<BooksCompared>(compared with { Checks = [same with { Books = new(3) }] });
        read.Agrees.ShouldBeFalse();
        read.Checks.ShouldHaveSingleItem().ShouldBe(new("locked", Link, "3", "5", "-2"));
    }

    [Fact]
    public void The_books_are_read_as_fee_accounting_writes_them()
    {
        var read = Read<LedgerSum>(
            new Fees.LedgerBalances(
                Avalanche,
                "avalanche",
                Link,
                ["2026-01-31"],
                [new(Fees.AccountKind.CcipFees, null, 7, 2, "5")],
                7,
                2,
                false
            )
        );

        read.Balanced.ShouldBeFalse();
        read.Accounts.ShouldHaveSingleItem().ShouldBe(new("CcipFees", null, "5"));
    }

    private static TRead Read<TRead>(object written) =>
        JsonSerializer.Deserialize<TRead>(
            JsonSerializer.Serialize(written, written.GetType(), MessageJson.Options),
            MessageJson.Options
        )!;
}
