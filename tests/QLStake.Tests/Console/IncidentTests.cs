using QLStake.Console;
using QLStake.Contracts;
using Shouldly;
using Xunit;
using static QLStake.Tests.FeeAccounting.FeeStory;

namespace QLStake.Tests.ConsoleApi;

/// <summary>What wants a human, and what does not.</summary>
public sealed class IncidentTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly BlockRef Block = new(10, Hash(10), NearMidnight);
    private static readonly BooksCheck Same = new("vault", Address.Zero, "5", "5", "0");
    private static readonly BooksCheck OneWeiLess = new("vault", Address.Zero, "5", "6", "-1");

    [Fact]
    public void A_service_that_is_not_ready_says_why_and_one_that_stands_by_is_none()
    {
        var found = Incidents.Of(
            new SystemHealth(
                false,
                [
                    new("chain-watcher", true, Parts(("replica", "Stands by: another replica works."))),
                    new("message-router", false, Parts(("bus", "The broker is away."), ("store", "well"))),
                    new("fee-accounting", false, Parts(("http", "It does not answer."))),
                ]
            )
        );

        found
            .Select(incident => (incident.What, incident.Detail, incident.Runbook))
            .ShouldBe([
                ("message-router is not ready", "The broker is away.", "part-not-ready"),
                ("fee-accounting is not ready", "It does not answer.", "service-down"),
            ]);
    }

    [Fact]
    public void A_held_mint_is_told_in_its_assets_unit()
    {
        var item = ((StakeLocked)Locked(1, 0).Fact).Item;
        var token = new TokenInfo(item.Lane.Source, "avalanche", item.Asset, "AVAX", 18);

        Incidents
            .Of([new("mint-1", "Held", item, "The amount 103000000000000000000 is above the cap.")], [token])
            .ShouldHaveSingleItem()
            .Detail.ShouldBe("The amount 103 AVAX is above the cap.");
    }

    [Fact]
    public void Only_the_youngest_comparison_of_a_chain_counts()
    {
        Incidents
            .Of([Compared(Ethereum, Same), Compared(Ethereum, OneWeiLess), Compared(Avalanche, OneWeiLess)])
            .ShouldHaveSingleItem()
            .What.ShouldBe($"The books of chain {Avalanche} differ from it");
    }

    [Theory]
    [InlineData("WaitingForExecution", 44, 0)]
    [InlineData("WaitingForExecution", 46, 1)]
    [InlineData("ExecutionFailed", 0, 1)]
    [InlineData("MintingPaused", 0, 1)]
    [InlineData("NotYetProvable", 0, 1)]
    [InlineData("Deferred", 600, 0)]
    [InlineData("Held", 600, 0)]
    [InlineData("Claimable", 600, 0)]
    [InlineData("Done", 600, 0)]
    public void A_stake_waits_too_long_or_for_something_that_does_not_go_away(
        string cause,
        int minutes,
        int incidents
    ) => Incidents.Of([Waits(1, cause, minutes)], Noon).Count().ShouldBe(incidents);

    [Fact]
    public void Stakes_that_wait_for_the_same_are_one_incident()
    {
        var found = Incidents.Of([Waits(1, "MintingPaused", 1), Waits(2, "MintingPaused", 2)], Noon);

        found.ShouldHaveSingleItem().What.ShouldStartWith("2 stakes wait: ");
    }

    [Fact]
    public void An_operation_is_given_ten_minutes_before_anybody_is_called()
    {
        var (young, old) = (Operation(Noon.AddMinutes(-9)), Operation(Noon.AddMinutes(-11)));

        Incidents.Of([young, old, old with { Reason = null }], Noon).ShouldHaveSingleItem().Detail.ShouldBe("No gas.");
    }

    [Theory]
    [InlineData("mints-held")]
    [InlineData("solvency-gap")]
    [InlineData("books-differ")]
    [InlineData("part-not-ready")]
    [InlineData("service-down")]
    [InlineData("endpoints-fail")]
    [InlineData("lane-slow")]
    [InlineData("guard-cannot-prove")]
    [InlineData("executor-stuck")]
    public void Each_runbook_that_is_named_is_there(string runbook) =>
        File.Exists(RepositoryFiles.Path($"docs/runbooks/{runbook}.md")).ShouldBeTrue();

    private static Dictionary<string, string> Parts(params (string Name, string Says)[] parts) =>
        parts.ToDictionary(part => part.Name, part => part.Says);

    private static BooksCompared Compared(ChainSelector chain, BooksCheck check) =>
        new(chain, Block, Noon, [check], []);

    private static ExecutorOperation Operation(DateTimeOffset readyAt) =>
        new("refund-1", "Refund", "ethereum", "Waiting", readyAt, null, "No gas.");

    private static StakeRow Waits(byte stake, string cause, int minutes) =>
        new(
            Stake(stake),
            "Executed",
            new(cause, "Operator", Noon.AddMinutes(-minutes), null, "It waits.", "Do something."),
            Avalanche,
            null,
            Ethereum,
            null,
            null,
            null,
            null,
            Noon,
            null
        );
}
