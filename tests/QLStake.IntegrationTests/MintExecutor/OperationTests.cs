using QLStake.Contracts;
using QLStake.Evm;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.RateLimitGuard;
using QLStake.IntegrationTests.Rpc;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;
using ChainBlock = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.MintExecutor;

[Collection(MintsTests.Name)]
public sealed class OperationTests(MintsFixture fixture)
{
    private static readonly U256 One = 1_000_000_000_000_000_000UL;
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(30);
    private readonly WayBack way = new(fixture);

    [Fact]
    public async Task A_rejected_stake_is_refunded_sent_back_and_paid_to_its_owner()
    {
        var asked = await fixture.StakeAsync(One, WayBack.NewAddress(0xd1));
        var refund = way.Rejected(asked, Validity);

        fixture.Router.Say(refund);
        var release = way.ReleaseOf(refund, await way.DoneAsync(refund, fixture.Hub.Rpc));
        // Nobody asks for it: the keeper sends the batch within its promise.
        await way.UntilReceivedAsync(MessageKind.Refund, release.Root);
        fixture.Router.Say(release);

        var paid = await way.DoneAsync(release, fixture.Avalanche.Rpc);
        PaidOut(paid).ShouldBe((asked.Item.RefundTo, One));
        (await IsReturnedAsync(asked)).ShouldBeTrue();
        (await FlushesAsync()).ShouldContain("\"FlushRefunds\"");
    }

    [Fact]
    public async Task A_refund_whose_approval_has_expired_is_asked_for_anew()
    {
        var asked = await fixture.StakeAsync(One, WayBack.NewAddress(0xd2));
        var refund = way.Rejected(asked, -Validity);

        fixture.Router.Say(refund);

        var returned = await fixture.SaidAsync<OperationReturned>(
            fixture.Executor,
            said => said.OperationId == refund.OperationId
        );
        returned.Reason.ShouldStartWith("ApprovalExpired");
        var anew = way.Rejected(asked, Validity) with { Round = 2 };
        fixture.Router.Say(anew);
        await way.DoneAsync(anew, fixture.Hub.Rpc);
    }

    [Fact]
    public async Task A_redemption_is_paid_and_another_that_nobody_takes_is_claimable_and_no_failure()
    {
        await way.MintToStakerAsync(One * 2);
        var receiver = WayBack.NewAddress(0xd3);
        // No contract of AccessManager's kind takes native coin.
        var refuses = fixture.Avalanche.Protocol.AccessManager;
        var (paid, refused) = (await way.RedeemAsync(One / 2, receiver), await way.RedeemAsync(One / 2, refuses));

        fixture.Router.Say(paid);
        fixture.Router.Say(paid);
        fixture.Router.Say(refused);

        await way.DoneAsync(paid, fixture.Avalanche.Rpc);
        (await way.BalanceAsync(receiver)).ShouldBe(paid.Item.Amount.Value);
        await way.DoneAsync(refused, fixture.Avalanche.Rpc);
        (await ClaimableAsync(refuses)).ShouldBe(refused.Item.Amount.Value);
        await way.UntilSettledAsync(paid, refused);
        WayBack.Answers(await fixture.LogAsync(fixture.Executor), paid, refused).ShouldBe(2);
    }

    [Fact]
    public async Task A_release_before_its_root_has_come_waits_and_says_so()
    {
        var item = (await AnyReleaseAsync()) with { Nonce = 424_242 };
        var leaf = Leaf.Of(MessageKind.Release, item);
        var early = new ExecuteRelease(leaf, 1, item, leaf, [], null);

        fixture.Router.Say(early);

        var postponed = await fixture.SaidAsync<OperationPostponed>(
            fixture.Executor,
            said => said.OperationId == early.OperationId
        );
        postponed.Reason.ShouldBe($"RootUnknown: {leaf}");
    }

    [Fact]
    public async Task A_contract_that_is_not_ours_is_never_called()
    {
        var item = (await AnyReleaseAsync()) with { Satellite = fixture.Avalanche.Ccip.Router };
        var leaf = Leaf.Of(MessageKind.Release, item);
        var foreign = new ExecuteRelease(leaf, 1, item, leaf, [], null);

        fixture.Router.Say(foreign);

        var returned = await fixture.SaidAsync<OperationReturned>(
            fixture.Executor,
            said => said.OperationId == foreign.OperationId
        );
        returned.Reason.ShouldContain($"found {fixture.Avalanche.Ccip.Router}");
    }

    [Fact]
    public async Task A_sign_of_life_reaches_the_hub()
    {
        var beat = await way.BeatAsync();

        fixture.Router.Say(beat);

        await way.DoneAsync(beat, fixture.Hub.Rpc);
        (await way.LastQuorumAsync()).ShouldBeGreaterThanOrEqualTo(beat.At);
    }

    private async Task<ReleaseItem> AnyReleaseAsync()
    {
        var stake = (await fixture.StakeAsync(One, WayBack.NewAddress(0xd8))).Item;
        var (hub, source) = (stake.Lane.Destination, stake.Lane.Source);
        return new(
            new(hub, source),
            stake.Hub,
            stake.Satellite,
            stake.Asset,
            stake.Amount,
            stake.Receiver,
            stake.RefundTo,
            stake.Nonce,
            0
        );
    }

    private Task<bool> IsReturnedAsync(ApproveMint asked) =>
        fixture.Avalanche.ReadAsync(
            way.Satellite,
            new QLStakeSatellite.IsReturnedCall(asked.Root, asked.Item.Index),
            ChainBlock.Latest
        );

    private Task<U256> ClaimableAsync(Address account) =>
        fixture.Avalanche.ReadAsync(
            way.Satellite,
            new QLStakeSatellite.ClaimableCall(account, default),
            ChainBlock.Latest
        );

    private Task<string> FlushesAsync() => fixture.GetAsync(fixture.Executor, "/flushes");

    private static (Address, U256) PaidOut(TransactionReceipt receipt) =>
        receipt
            .Logs.Select(log => QLStakeSatellite.PaidOut.TryDecode(log, out var paid) ? paid : null)
            .Where(paid => paid is not null)
            .Select(paid => (paid!.Receiver, paid.Amount))
            .Single();
}
