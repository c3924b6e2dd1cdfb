using QLStake.Contracts;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;
using QLStake.Protocol.Messages;
using QLStake.RateLimitGuard;
using Shouldly;
using Xunit;
using static QLStake.Tests.RateLimitGuard.ProofGiven;

namespace QLStake.Tests.RateLimitGuard;

public sealed class SourceRuleTests
{
    [Fact]
    public void A_final_lock_whose_root_left_in_an_honest_message_is_seen() =>
        Judge(Source()).ShouldBe(new Finding<SentMessage>.Seen(Sent(), 9, GuardGiven.HubTime));

    [Fact]
    public void A_lock_that_is_not_final_is_waited_for() =>
        Judge(Source() with { LockFinal = false })
            .ShouldBeOfType<Finding<SentMessage>.NotYet>()
            .Missing.ShouldContain("not final");

    [Fact]
    public void A_root_the_satellite_never_sent_is_no_lock() =>
        Judge(Source() with { Sent = new(U256.Zero, 0, 0, 0, 0, 0, default) })
            .ShouldBeOfType<Finding<SentMessage>.Absent>();

    [Theory]
    [InlineData(SentRootState.Voided)]
    [InlineData(SentRootState.Abandoned)]
    public void A_root_that_was_given_up_is_never_minted(SentRootState state)
    {
        var seen = Source();

        Contradiction(seen with { Sent = seen.Sent! with { State = (byte)state } })
            .ShouldContain("the sent root's state");
    }

    [Fact]
    public void A_hint_at_the_wrong_block_is_no_contradiction() =>
        Judge(Source() with { Lock = null }).ShouldBeOfType<Finding<SentMessage>.NotYet>();

    [Fact]
    public void Another_amount_in_the_lock_is_a_contradiction()
    {
        var seen = Source();
        var other = seen.Lock! with { Amount = 51UL };

        Contradiction(seen with { Lock = other }).ShouldContain("the locked item");
    }

    [Fact]
    public void A_root_sent_elsewhere_is_a_contradiction()
    {
        var seen = Source();

        Contradiction(seen with { RootSent = seen.RootSent! with { Peer = GuardGiven.Satellite } })
            .ShouldContain("the root's hub");
    }

    [Fact]
    public void A_message_id_that_does_not_recompute_is_a_contradiction()
    {
        var message = Message() with { FeeTokenAmount = 2UL };

        Contradiction(Source(message)).ShouldContain("the message id");
    }

    [Fact]
    public void A_message_of_another_sender_is_a_contradiction() =>
        Contradiction(Source(Named(Message() with { Sender = GuardGiven.Hub }))).ShouldContain("the message's sender");

    [Fact]
    public void A_message_to_another_receiver_is_a_contradiction() =>
        Contradiction(Source(Named(Message() with { Receiver = CcipAddress.Encode(GuardGiven.Satellite) })))
            .ShouldContain("the message's receiver");

    [Fact]
    public void A_message_that_carries_another_root_is_a_contradiction()
    {
        var other = PeerMessageCodec.Encode(PeerMessage.Of(MessageKind.Stake, GuardGiven.Item(51)));

        Contradiction(Source(Named(Message() with { Data = other }))).ShouldContain("the message's root");
    }

    [Fact]
    public void A_message_that_cannot_be_read_is_a_contradiction() =>
        Contradiction(Source(Named(Message() with { ExtraArgs = [1, 2, 3] }))).ShouldContain("cannot be read");

    private static Finding<SentMessage> Judge(SourceSighting seen) =>
        SourceRule.Judge(ProofGiven.Asking, seen, ProofGiven.OnRamp);

    private static string Contradiction(SourceSighting seen) =>
        Judge(seen).ShouldBeOfType<Finding<SentMessage>.Contradiction>().What;
}
