using QLStake.Contracts;
using QLStake.Evm;
using QLStake.IntegrationTests.Hosting;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;
using Shouldly;
using ChainBlock = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.RateLimitGuard;

/// <summary>Queues stakes, sends their batch, and asks the guard about each as the router would.</summary>
internal sealed class QueuedBatch(MintsFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private LocalChain Source => fixture.Avalanche;

    private Address Satellite => Source.Protocol.Satellite!.Value;

    private Address Hub => fixture.Hub.Protocol.Hub!.Value;

    /// <summary>Stakes of one batch, once the hub has its root.</summary>
    public async Task<IReadOnlyList<ApproveMint>> SendAsync(Address receiver, params U256[] amounts)
    {
        var locks = new List<(QLStakeSatellite.LeafQueued Leaf, TransactionReceipt Receipt)>();
        foreach (var amount in amounts)
            locks.Add(await QueueAsync(amount, receiver));
        var tree = new LeafTree([.. locks.Select(each => each.Leaf.Leaf)]);
        var message = await FlushAsync(tree.Root);
        await UntilReceivedAsync(tree.Root);
        return [.. locks.Select((each, place) => Asking(each.Leaf, each.Receipt, tree, place, message))];
    }

    private async Task<(QLStakeSatellite.LeafQueued, TransactionReceipt)> QueueAsync(U256 amount, Address receiver)
    {
        var quoteCall = new QLStakeSatellite.QuoteQueueCall(default, amount);
        var quote = await Source.ReadAsync(Satellite, quoteCall, ChainBlock.Latest);
        var receipt = await Source
            .As(DevelopmentAccount.Staker)
            .SendAsync(
                Satellite,
                new QLStakeSatellite.QueueCall(default, amount, receiver, default, quote.Total),
                amount + quote.Total
            );
        var leaf = receipt
            .Logs.Select(log => QLStakeSatellite.LeafQueued.TryDecode(log, out var queued) ? queued : null)
            .First(queued => queued is not null)!;
        return (leaf, receipt);
    }

    /// <summary>Sends before the executor's keeper does: the batch has waited for no time at all.</summary>
    private async Task<OnRamp.CCIPMessageSent> FlushAsync(B256 root)
    {
        var hub = fixture.Hub.Spec.Selector.Value;
        var quoteCall = new QLStakeSatellite.QuoteFlushCall(hub, Hub, default);
        var quote = await Source.ReadAsync(Satellite, quoteCall, ChainBlock.Latest);
        var receipt = await Source
            .As(DevelopmentAccount.Staker)
            .SendAsync(Satellite, new QLStakeSatellite.FlushCall(hub, Hub, default), quote.ToPay);
        receipt
            .Logs.Select(log => QLStakeSatellite.RootSent.TryDecode(log, out var sent) ? sent : null)
            .ShouldContain(sent => sent != null && sent.Root == root);
        return receipt
            .Logs.Select(log => OnRamp.CCIPMessageSent.TryDecode(log, out var sent) ? sent : null)
            .First(sent => sent is not null)!;
    }

    private Task UntilReceivedAsync(B256 root)
    {
        var rootOf = new QLStakeHub.RootOfCall(Source.Spec.Selector.Value, Satellite, (byte)MessageKind.Stake, root);
        return Eventually.HoldsAsync(
            () => fixture.Hub.ReadAsync(Hub, rootOf, ChainBlock.Latest),
            known => known.ReceivedAt != 0,
            Patience,
            "the hub receives the batch's root"
        );
    }

    private ApproveMint Asking(
        QLStakeSatellite.LeafQueued queued,
        TransactionReceipt receipt,
        LeafTree tree,
        int place,
        OnRamp.CCIPMessageSent message
    )
    {
        var item = new StakeItem(
            new(Source.Spec.Selector, fixture.Hub.Spec.Selector),
            Satellite,
            Hub,
            queued.Item.Asset,
            new(queued.Item.Amount),
            queued.Item.Receiver,
            queued.Item.RefundTo,
            queued.Item.Nonce,
            queued.Item.Index
        );
        var evidence = new MintEvidence(
            new(message.Message.Header.MessageId),
            message.SequenceNumber,
            new(receipt.BlockNumber, receipt.BlockHash, 0),
            receipt.TransactionHash,
            (uint)tree.Count
        );
        return new(new(queued.Leaf), 1, item, tree.Root, tree.Prove(place), evidence);
    }
}
