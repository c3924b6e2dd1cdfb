using QLStake.RateLimitGuard;
using Shouldly;
using Xunit;
using static QLStake.Tests.RateLimitGuard.ProofGiven;

namespace QLStake.Tests.RateLimitGuard;

public sealed class HubRuleTests
{
    [Fact]
    public void A_received_root_whose_message_ccip_executed_is_seen() =>
        Judge(Received()).ShouldBe(new Finding<ReceivedLeaf>.Seen(new(Consumed: false), 50, GuardGiven.HubTime));

    [Fact]
    public void A_root_that_has_not_arrived_is_waited_for() =>
        Judge(Received(receivedAt: 0)).ShouldBeOfType<Finding<ReceivedLeaf>.NotYet>();

    [Fact]
    public void A_failed_execution_is_waited_for() =>
        Judge(Received(state: 3)).ShouldBeOfType<Finding<ReceivedLeaf>.NotYet>();

    [Fact]
    public void An_execution_of_another_message_is_a_contradiction() =>
        Judge(Received(leaf: Keccak.Empty))
            .ShouldBeOfType<Finding<ReceivedLeaf>.Contradiction>()
            .What.ShouldContain("another message");

    [Fact]
    public void A_consumed_leaf_is_seen_as_such() =>
        Judge(Received(consumed: true)).ShouldBeOfType<Finding<ReceivedLeaf>.Seen>().What.Consumed.ShouldBeTrue();

    private static Finding<ReceivedLeaf> Judge(HubSighting seen) => HubRule.Judge(ProofGiven.Asking, Sent(), seen);
}
