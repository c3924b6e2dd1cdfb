using QLStake.Contracts;
using QLStake.MintExecutor;
using Shouldly;
using Xunit;
using static QLStake.Tests.MintExecutor.ExecutorGiven;

namespace QLStake.Tests.MintExecutor;

public sealed class MintCallsTests
{
    [Fact]
    public void A_sound_order_can_be_written() =>
        MintCalls.Problem(Signed("0x" + new string('1', 128) + "1b")).ShouldBeNull();

    [Theory]
    [InlineData("0x")]
    [InlineData("not hex")]
    [InlineData("0x1234")]
    public void A_signature_that_is_none_is_named(string signature) =>
        MintCalls.Problem(Signed(signature)).ShouldNotBeNull().ShouldContain("cannot be written");

    [Fact]
    public void An_item_of_another_stake_is_named() =>
        MintCalls
            .Problem(Order() with { Item = Order(nonce: 2).Item })
            .ShouldNotBeNull()
            .ShouldContain("not the stake");

    [Theory]
    [InlineData(30_000_000UL, 40)]
    [InlineData(60_000_000UL, 44)]
    [InlineData(1_000_000UL, 1)]
    public void A_transaction_leaves_half_a_block_to_others_and_stays_under_what_any_may_have(
        ulong blockLimit,
        int most
    ) => MintCalls.Most(blockLimit, 350_000).ShouldBeInRange(most - 1, most + 1);

    private static ExecuteMint Signed(string signature) =>
        Order() with
        {
            Approvals = [new(Order().StakeId, 1, ExecutorGiven.Account, Order().Root, 1, Keccak.Empty, signature)],
        };
}
