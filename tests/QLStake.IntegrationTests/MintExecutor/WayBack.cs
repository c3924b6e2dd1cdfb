using QLStake.Contracts;
using QLStake.Evm;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.RateLimitGuard;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;
using Shouldly;
using ChainBlock = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.MintExecutor;

/// <summary>What stakers and guardians do around the executor, and what the chains then show.</summary>
internal sealed class WayBack(MintsFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public Address Satellite => fixture.Avalanche.Protocol.Satellite!.Value;

    public Address Hub => fixture.Hub.Protocol.Hub!.Value;

    private LocalChain Source => fixture.Avalanche;

    private Lane Back => new(fixture.Hub.Spec.Selector, Source.Spec.Selector);

    /// <summary>Adds a stake of native coin to the satellite's open batch.</summary>
    public async Task<QLStakeSatellite.LeafQueued> QueueAsync(U256 amount, Address receiver)
    {
        var quote = await Source.ReadAsync(
            Satellite,
            new QLStakeSatellite.QuoteQueueCall(default, amount),
            ChainBlock.Latest
        );
        var receipt = await Source
            .As(DevelopmentAccount.Staker)
            .SendAsync(
                Satellite,
                new QLStakeSatellite.QueueCall(default, amount, receiver, default, quote.Total),
                amount + quote.Total
            );
        return receipt
            .Logs.Select(log => QLStakeSatellite.LeafQueued.TryDecode(log, out var queued) ? queued : null)
            .First(queued => queued is not null)!;
    }

    /// <summary>The stake as the guardian rejects it.</summary>
    public ExecuteRefund Rejected(ApproveMint asked, TimeSpan validity)
    {
        var domain = MintApproval.Domain(fixture.Hub.Spec.ChainId, Hub).Separator();
        var expires = (ulong)(TimeProvider.System.GetUtcNow() + validity).ToUnixTimeSeconds();
        var approval = new RefundApproval(asked.StakeId, asked.Root, expires);
        var guardian = DevelopmentAccount.Guardian;
        return new(
            asked.StakeId,
            1,
            asked.Item,
            asked.Root,
            asked.Proof,
            [
                new(
                    asked.StakeId,
                    1,
                    guardian.Address,
                    asked.Root,
                    expires,
                    guardian.Key.Sign(approval.Digest(domain)).ToString()
                ),
            ]
        );
    }

    /// <summary>The release that pays a refund, from the logs of the refund itself.</summary>
    public ExecuteRelease ReleaseOf(ExecuteRefund refund, TransactionReceipt refunded)
    {
        var queued = refunded
            .Logs.Select(log => QLStakeHub.LeafQueued.TryDecode(log, out var leaf) ? leaf : null)
            .First(leaf => leaf is not null)!;
        var item = new ReleaseItem(
            Back,
            Hub,
            Satellite,
            queued.Item.Asset,
            new(queued.Item.Amount),
            queued.Item.Receiver,
            queued.Item.RefundTo,
            queued.Item.Nonce,
            queued.Item.Index
        );
        Leaf.Of(MessageKind.Refund, item).ShouldBe(queued.Leaf);
        // Alone in its batch, the leaf is the root.
        return new(queued.Leaf, 1, item, queued.Leaf, [], new(refund.Item, refund.Root, refund.Proof));
    }

    /// <summary>Burns the staker's shares for assets on the satellite's chain, and waits until the satellite knows.</summary>
    public async Task<ExecuteRelease> RedeemAsync(U256 shares, Address receiver)
    {
        var (token, selector) = (fixture.Hub.Protocol.QToken, Source.Spec.Selector.Value);
        var quote = await fixture.Hub.ReadAsync(
            Hub,
            new QLStakeHub.QuoteRedeemCall(token, shares, selector, Satellite, default, receiver),
            ChainBlock.Latest
        );
        var staker = fixture.Hub.As(DevelopmentAccount.Staker);
        await staker.SendAsync(token, new QLiquidToken.ApproveCall(Hub, shares));
        var receipt = await staker.SendAsync(
            Hub,
            new QLStakeHub.RedeemCall(token, shares, selector, Satellite, default, receiver, quote.Amount),
            quote.CcipFee * 2
        );
        var redeemed = receipt
            .Logs.Select(log => QLStakeHub.Redeemed.TryDecode(log, out var found) ? found : null)
            .First(found => found is not null)!;
        var item = new ReleaseItem(
            Back,
            Hub,
            Satellite,
            redeemed.Item.Asset,
            new(redeemed.Item.Amount),
            redeemed.Item.Receiver,
            redeemed.Item.RefundTo,
            redeemed.Item.Nonce,
            redeemed.Item.Index
        );
        var leaf = redeemed.ReleaseId;
        Leaf.Of(MessageKind.Release, item).ShouldBe(leaf);
        await UntilReceivedAsync(MessageKind.Release, leaf);
        return new(leaf, 1, item, leaf, [], null);
    }

    /// <summary>Waits until the satellite has a root of the hub's.</summary>
    public Task UntilReceivedAsync(MessageKind kind, B256 root) =>
        Eventually.HoldsAsync(
            () =>
                Source.ReadAsync(
                    Satellite,
                    new QLStakeSatellite.RootOfCall(fixture.Hub.Spec.Selector.Value, Hub, (byte)kind, root),
                    ChainBlock.Latest
                ),
            known => known.ReceivedAt != 0,
            Patience,
            $"the satellite receives {kind} root {root}"
        );

    /// <summary>Waits until a transaction of an operation has succeeded.</summary>
    public async Task<TransactionReceipt> DoneAsync(IExecuteOperation order, IEvmChain rpc)
    {
        var sent = await fixture.SaidAsync<OperationSubmitted>(
            fixture.Executor,
            said => said.OperationId == order.OperationId && said.Round == order.Round
        );
        var receipt = await Eventually.HoldsAsync(
            () => rpc.GetReceipt(sent.TxHash),
            receipt => receipt is not null,
            Patience,
            $"{order.OperationId} is mined"
        );
        receipt!.Succeeded.ShouldBeTrue();
        return receipt;
    }

    public Task<U256> BalanceAsync(Address account) => Source.Rpc.GetBalance(account, ChainBlock.Latest);

    /// <summary>Stakes, and has the staker get the shares.</summary>
    public async Task MintToStakerAsync(U256 amount)
    {
        var asked = await fixture.StakeAsync(amount, DevelopmentAccount.Staker.Address);
        var order = MintsFixture.Order(asked, await fixture.ApprovedAsync(asked));
        fixture.Router.Say(order);
        await fixture.UntilMintedAsync(order);
    }

    public Task UntilSettledAsync(params IExecuteOperation[] orders) =>
        Eventually.HoldsAsync(
            () => fixture.GetAsync(fixture.Executor, "/operations"),
            waiting => !orders.Any(order => waiting.Contains(order.OperationId, StringComparison.Ordinal)),
            TimeSpan.FromSeconds(30),
            "all is settled"
        );

    /// <summary>How many answers the router got about these.</summary>
    public static int Answers(IReadOnlyList<object> log, params IExecuteOperation[] orders) =>
        log.Count(said =>
            said is OperationSubmitted { OperationId: var sent } && orders.Any(order => order.OperationId == sent)
            || said is OperationPostponed { OperationId: var late } && orders.Any(order => order.OperationId == late)
            || said is OperationReturned { OperationId: var back } && orders.Any(order => order.OperationId == back)
        );

    public static Address NewAddress(byte last) => Address.Parse($"0x{new string('0', 38)}{last:x2}");

    /// <summary>A guardian's sign of life, newer than the last.</summary>
    public async Task<ExecuteHeartbeat> BeatAsync()
    {
        var (last, chain) = (await LastQuorumAsync(), fixture.Hub.Spec.Selector);
        var head = await Eventually.HoldsAsync(
            () => fixture.Hub.Rpc.GetHeader(ChainBlock.Latest),
            header => header!.Timestamp > last,
            Patience,
            "the hub's clock moves on"
        );
        var (at, domain) = (head!.Timestamp, MintApproval.Domain(fixture.Hub.Spec.ChainId, Hub).Separator());
        var guardian = DevelopmentAccount.Guardian;
        var signature = guardian.Key.Sign(new Heartbeat(at).Digest(domain)).ToString();
        return new(chain, Hub, at, [new(chain, Hub, at, guardian.Address, signature)]);
    }

    public Task<ulong> LastQuorumAsync() =>
        fixture.Hub.ReadAsync(Hub, new QLStakeHub.LastQuorumAtCall(), ChainBlock.Latest);
}
