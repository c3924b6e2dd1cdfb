using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;
using ChainBlock = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.RateLimitGuard;

/// <summary>What the guard signs besides mints, and for whom it does not.</summary>
[Collection(MintsTests.Name)]
public sealed class RefundAndHeartbeatTests(MintsFixture fixture)
{
    private static readonly Address Receiver = Address.Parse("0x00000000000000000000000000000000000000fa");
    private static readonly U256 One = 1_000_000_000_000_000_000UL;

    [Fact]
    public async Task A_stake_that_the_guard_approved_is_not_given_back_whoever_asks()
    {
        var asked = await fixture.StakeAsync(One, Receiver);
        await fixture.ApprovedAsync(asked);

        fixture.Router.Say(Refund(asked));

        var refused = await fixture.SaidAsync<RefundRefused>(fixture.Guard, m => m.StakeId == asked.StakeId);
        refused.Reason.ShouldContain("it is Approved");
        (await fixture.LogAsync(fixture.Guard))
            .OfType<RefundApproved>()
            .ShouldNotContain(m => m.StakeId == asked.StakeId);
    }

    [Fact]
    public async Task A_stake_that_was_rejected_under_a_root_nobody_sent_is_not_given_back_and_is_minted_when_asked_right()
    {
        var real = await fixture.StakeAsync(One, Receiver);
        var batch = await new QueuedBatch(fixture).SendAsync(Receiver, One, One);
        var asked = batch[0];
        fixture.Router.Say(asked with { Round = 5, Root = asked.StakeId.Value, Proof = [] });
        await fixture.SaidAsync<MintRejected>(fixture.Guard, m => m.StakeId == asked.StakeId);

        fixture.Router.Say(Refund(asked));

        var refused = await fixture.SaidAsync<RefundRefused>(fixture.Guard, m => m.StakeId == asked.StakeId);
        refused.Reason.ShouldContain("under root");
        await fixture.ApprovedAsync(asked with { Round = 6 });
        await fixture.ApprovedAsync(real);
    }

    [Fact]
    public async Task The_hubs_present_is_signed_and_neither_its_future_nor_a_strangers_hub()
    {
        var hub = fixture.Hub.Protocol.Hub!.Value;
        var chain = fixture.Hub.Spec.Selector;
        var now = (await fixture.Hub.Rpc.GetHeader(ChainBlock.Latest, CancellationToken.None))!.Timestamp;

        fixture.Router.Say(new SignHeartbeat(chain, hub, now + 3_600));
        fixture.Router.Say(new SignHeartbeat(chain, Receiver, now));
        fixture.Router.Say(new SignHeartbeat(fixture.Avalanche.Spec.Selector, hub, now));
        await fixture.ApprovedAsync(await fixture.StakeAsync(One, Receiver));
        fixture.Router.Say(new SignHeartbeat(chain, hub, now));

        var signed = await fixture.SaidAsync<HeartbeatSigned>(fixture.Guard, m => m.At == now);
        var domain = MintApproval.Domain(fixture.Hub.Spec.ChainId, hub).Separator();
        Secp256k1
            .Recover(new Heartbeat(now).Digest(domain), Signature.FromSpan(Hex.Decode(signed.Signature)))
            .ShouldBe(DevelopmentAccount.Guardian.Address);
        (await fixture.LogAsync(fixture.Guard)).OfType<HeartbeatSigned>().ShouldHaveSingleItem().ShouldBe(signed);
    }

    private static ApproveRefund Refund(ApproveMint asked) =>
        new(asked.StakeId, 1, asked.Item, asked.Root, asked.Proof, asked.Evidence, "asked for by a test");
}
