using System.Text;
using QLStake.Console;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;

namespace QLStake.Tests.ConsoleApi;

/// <summary>What is laid before a wallet, and what is told before that.</summary>
public sealed class SigningTests
{
    private static readonly Address Hub = Address.Parse("0x641c4E489FaFCb91fc46E32FD99bB8D3F05f2707");
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(HoldVerdict.Release)]
    [InlineData(HoldVerdict.Reject)]
    public void A_wallet_signs_exactly_what_the_guard_checks(HoldVerdict verdict)
    {
        var decision = new HoldDecision(
            verdict,
            new(B256.Parse("0x" + new string('a', 64))),
            "Known \"to\" us – yes.",
            1_800_000_000
        );

        var paper = TypedData.Parse(Encoding.UTF8.GetBytes(HoldPaper.Write(decision, 11155111, Hub)));

        paper.Digest.ShouldBe(decision.Digest(MintApproval.Domain(11155111, Hub).Separator()));
    }

    [Theory]
    [InlineData("", "Expected a reason")]
    [InlineData("   ", "Expected a reason")]
    public void A_decision_without_a_reason_is_not_signed(string reason, string problem) =>
        HoldPaper.Problem(reason).ShouldNotBeNull().ShouldStartWith(problem);

    [Theory]
    [InlineData("", "Expected the address")]
    [InlineData("0x12", "Expected 0x and 40 hex digits")]
    [InlineData("0x641C4E489FaFCb91fc46E32FD99bB8D3F05f2707", "The case of its letters (EIP-55)")]
    [InlineData("0x0000000000000000000000000000000000000000", "Nobody has the key")]
    public void A_wrong_receiver_is_told_at_the_field(string text, string problem) =>
        InputRules.Receiver(text, out _).ShouldNotBeNull().ShouldStartWith(problem);

    [Fact]
    public void A_right_receiver_is_taken()
    {
        InputRules.Receiver($" {Hub} ", out var receiver).ShouldBeNull();
        receiver.ShouldBe(Hub);
    }

    [Fact]
    public void Gas_comes_on_top_of_all_native_coin_one_has()
    {
        var quote = Quote([new(Address.Zero, 100)], []);

        InputRules.Funds(quote, new Dictionary<Address, U256> { [Address.Zero] = 101 }, new(1), []).ShouldBeNull();
        InputRules
            .Funds(quote, new Dictionary<Address, U256> { [Address.Zero] = 100 }, new(1), [])
            .ShouldNotBeNull()
            .ShouldContain("gas comes on top");
    }

    [Fact]
    public void The_limit_that_needs_a_human_is_told_before_one_that_needs_time()
    {
        var later = new QuoteLimit("guard", "guard", 1, false, Noon, "Later.");

        InputRules
            .Limit(Quote([], [later, later with { Until = null, Detail = "Never." }]))
            .ShouldBe("It would wait for a human: Never.");
        InputRules.Limit(Quote([], [later])).ShouldBe("It would wait: Later.");
        InputRules.Limit(Quote([], [later with { AtOnce = true }])).ShouldBeNull();
    }

    [Fact]
    public void An_escape_mint_waits_for_the_later_of_the_root_and_the_guards_last_sign_of_life()
    {
        var escape = Escape.Of(
            Noon,
            Noon.AddHours(2),
            TimeSpan.FromHours(24),
            TimeSpan.FromHours(12),
            Noon.AddHours(15),
            []
        );

        escape.MintFrom.ShouldBe(Noon.AddHours(14));
        escape.MintsNow.ShouldBeTrue();
        escape.RefundFrom.ShouldBe(Noon.AddHours(24));
        escape.RefundsNow.ShouldBeFalse();
        (escape with { Proof = null }).MintsNow.ShouldBeFalse();
    }

    [Fact]
    public void An_escape_takes_a_proof_only_if_it_leads_from_the_stake_to_its_root()
    {
        var item = new StakeItem(new(new(1), new(2)), Hub, Hub, Address.Zero, new(5), Hub, Hub, Nonce: 1, Index: 1);
        var (leaf, neighbour) = (Leaf.IdOf(item).Value, Leaf.IdOf(item with { Nonce = 2 }).Value);
        var tree = new LeafTree([neighbour, leaf]);

        Escape.Checked(item, leaf, []).ShouldBe([]);
        Escape.Checked(item, tree.Root, tree.Prove(1)).ShouldBe([neighbour]);
        Escape.Checked(item, tree.Root, []).ShouldBeNull();
        Escape.Checked(item, tree.Root, tree.Prove(0)).ShouldBeNull();
        Escape.Checked(item with { Amount = new(6) }, tree.Root, tree.Prove(1)).ShouldBeNull();
    }

    private static Quote Quote(QuoteTotal[] totals, QuoteLimit[] limits) =>
        new(
            "Stake",
            new(1),
            "avalanche",
            new(2),
            "ethereum",
            Address.Zero,
            1,
            Hub,
            Address.Zero,
            new(1),
            new(null, null, null),
            [],
            totals,
            new(new(2), "ethereum", Hub, 1, Hub, 1),
            new(null, null, 0),
            limits,
            Noon,
            Noon
        );
}
