using System.Text.Json;
using QLStake.Console;
using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.MessageRouter;
using Shouldly;
using Xunit;
using static QLStake.Tests.FeeAccounting.FeeStory;
using Fees = QLStake.FeeAccounting;

namespace QLStake.Tests.ConsoleApi;

/// <summary>What router and fee-accounting write is what the console reads.</summary>
public sealed class AnswerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly StakeItem Item = ((StakeLocked)Locked(1, 0).Fact).Item;
    private static readonly BlockRef Seen = new(10, Hash(10), NearMidnight);

    private static readonly QLStake.MessageRouter.Waiting Held = new(
        WaitingCause.Held,
        WaitingOwner.Operator,
        Noon,
        Noon.AddHours(1),
        "Above the cap.",
        "Guardians have to look at it."
    );

    [Fact]
    public void A_page_of_stakes_is_read_as_the_router_writes_it()
    {
        var page = new StakePage(
            [new(Stake(1), StakeState.MintHeld, Held, Item, Noon, new MessageId(Hash(5)), "cursor")],
            "next"
        );

        var read = Read<RouterPage>(page);

        read.Next.ShouldBe("next");
        read.Stakes.ShouldHaveSingleItem()
            .ShouldBe(
                new(
                    Stake(1),
                    "MintHeld",
                    new("Held", "Operator", Noon, Noon.AddHours(1), Held.Detail, Held.Remedy),
                    Item,
                    Noon,
                    new MessageId(Hash(5))
                )
            );
    }

    [Fact]
    public void A_stakes_life_is_read_as_the_router_writes_it()
    {
        var step = new TimelineEntry(Noon, "StakeLocked", Avalanche, Seen, Hash(1), "5 of it.");
        var details = new StakeDetails(
            Stake(1),
            StakeState.MintHeld,
            Held,
            Item,
            Staker,
            new(Link, new(7), new(5)),
            new MessageId(Hash(5)),
            12,
            Hash(6),
            new Shares(990),
            [step],
            [],
            "0123456789abcdef0123456789abcdef"
        );

        var read = Read<RouterLife>(details);

        read.Timeline.ShouldHaveSingleItem().ShouldBe(new(Noon, "StakeLocked", Avalanche, Seen, Hash(1), "5 of it."));
        (read.State, read.Item, read.Staker, read.SequenceNumber, read.Root, read.Shares, read.TraceId).ShouldBe(
            ("MintHeld", Item, Staker, 12UL, Hash(6), new Shares(990), details.TraceId)
        );
    }

    [Fact]
    public void What_a_stake_cost_is_read_as_fee_accounting_writes_it()
    {
        var part = new Fees.FeePart(
            Fees.PostingKind.StakeGas,
            Avalanche,
            "avalanche",
            Address.Zero,
            new(210_001),
            "staker",
            Staker,
            210_001,
            Hash(1),
            Seen,
            Noon,
            new(30, 5, 9)
        );
        var cost = new Fees.SubjectCost(
            Fees.Subject.Of(Stake(1)),
            [part],
            [new(Avalanche, "avalanche", Address.Zero, "staker", new(210_001))],
            2
        );

        var read = Read<StakeCost>(cost);

        read.Parts.ShouldHaveSingleItem()
            .ShouldBe(
                new(
                    "StakeGas",
                    Avalanche,
                    "avalanche",
                    Address.Zero,
                    new(210_001),
                    "staker",
                    Staker,
                    210_001,
                    Hash(1),
                    Seen,
                    Noon,
                    new(30, 5, 9)
                )
            );
        read.Totals.ShouldHaveSingleItem().ShouldBe(new(Avalanche, "avalanche", Address.Zero, "staker", new(210_001)));
        read.TakenBack.ShouldBe(2);
    }

    [Fact]
    public void A_token_is_read_as_fee_accounting_writes_it() =>
        Read<TokenInfo>(new Fees.TokenInfo(Avalanche, "avalanche", Link, "LINK", 18))
            .ShouldBe(new(Avalanche, "avalanche", Link, "LINK", 18));

    private static TRead Read<TRead>(object written) =>
        JsonSerializer.Deserialize<TRead>(
            JsonSerializer.Serialize(written, written.GetType(), MessageJson.Options),
            MessageJson.Options
        )!;
}
