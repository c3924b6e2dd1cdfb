using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;

namespace QLStake.MintExecutor;

/// <summary>Writes what the router asks for as the contracts take it.</summary>
internal static class OperationCalls
{
    /// <exception cref="EvmDataException">An approval's signature is not one.</exception>
    /// <exception cref="OrderException">It contradicts itself.</exception>
    public static OperationOrder Of(ExecuteRefund order)
    {
        var item = order.Item;
        Expect(order.StakeId.Value, Leaf.IdOf(item).Value, order.Root, order.Proof);
        var approvals = order.Approvals.Select(approval =>
        {
            var signature = Signed(approval.Signature);
            // A refund is approved under no policy: the hub does not read it.
            return new QLStakeHub.Approval(
                approval.Expires,
                default,
                signature.V,
                signature.R.ToB256(),
                signature.S.ToB256()
            );
        });
        return Call(
            OperationKind.Refund,
            order,
            item.Lane.Destination,
            item.Hub,
            new QLStakeHub.RefundCall(
                new(
                    item.Lane.Source.Value,
                    item.Satellite,
                    order.Root,
                    new(item.Asset, item.Amount.Value, item.Receiver, item.RefundTo, item.Nonce, item.Index),
                    [.. order.Proof],
                    [.. approvals]
                )
            )
        );
    }

    /// <exception cref="OrderException">It contradicts itself.</exception>
    public static OperationOrder Of(ExecuteRelease order)
    {
        var (item, isRefund) = (order.Item, order.Staked is not null);
        var kind = isRefund ? MessageKind.Refund : MessageKind.Release;
        Expect(order.Leaf, Leaf.Of(kind, item), order.Root, order.Proof);
        var entry = new QLStakeSatellite.ReleaseEntry(
            item.Lane.Source.Value,
            item.Hub,
            order.Root,
            new(item.Asset, item.Amount.Value, item.Receiver, item.RefundTo, item.Nonce, item.Index),
            [.. order.Proof]
        );
        if (order.Staked is not { } staked)
            return Call(
                OperationKind.Release,
                order,
                item.Lane.Destination,
                item.Satellite,
                new QLStakeSatellite.ReleaseCall(entry)
            );
        Expect(Leaf.IdOf(staked.Item).Value, Leaf.IdOf(staked.Item).Value, staked.Root, staked.Proof);
        return Call(
            OperationKind.ReleaseRefund,
            order,
            item.Lane.Destination,
            item.Satellite,
            new QLStakeSatellite.ReleaseRefundCall(entry, Sent(staked))
        );
    }

    public static OperationOrder Of(ExecuteRest order) =>
        Call(OperationKind.Rest, order, order.Chain, order.Satellite, new QLStakeSatellite.PayRestCall(order.Leaf));

    /// <exception cref="EvmDataException">An approval's signature is not one.</exception>
    /// <exception cref="OrderException">It contradicts itself.</exception>
    public static OperationOrder Of(ExecuteRewards order)
    {
        var item = order.Item;
        Expect(order.Leaf, Leaf.Of(MessageKind.Rewards, item), order.Root, []);
        return Call(
            OperationKind.Rewards,
            order,
            item.Lane.Destination,
            item.Hub,
            new QLStakeHub.CreditRewardsCall(
                new(
                    item.Lane.Source.Value,
                    item.Satellite,
                    order.Root,
                    new(item.Asset, item.Amount.Value, item.Receiver, item.RefundTo, item.Nonce, item.Index),
                    [],
                    [.. order.Approvals.Select(MintCalls.Approval)]
                )
            )
        );
    }

    /// <exception cref="EvmDataException">A signature is not one.</exception>
    public static OperationOrder Of(ExecuteHeartbeat order)
    {
        var signatures = order.Signatures.Select(signed =>
        {
            var signature = Signed(signed.Signature);
            return new QLStakeHub.Signature(signature.V, signature.R.ToB256(), signature.S.ToB256());
        });
        return Call(
            OperationKind.Heartbeat,
            order,
            order.Chain,
            order.Hub,
            new QLStakeHub.HeartbeatCall(order.At, [.. signatures])
        );
    }

    private static OperationOrder Call(
        OperationKind kind,
        IExecuteOperation order,
        ChainSelector chain,
        Address to,
        IAbiCall call
    ) => new(new(kind, order.OperationId, order.Round), chain, to, Hex.Encode(call.Encode()));

    private static QLStakeSatellite.SentEntry Sent(StakedLeaf staked) =>
        new(
            staked.Root,
            new(
                staked.Item.Asset,
                staked.Item.Amount.Value,
                staked.Item.Receiver,
                staked.Item.RefundTo,
                staked.Item.Nonce,
                staked.Item.Index
            ),
            [.. staked.Proof]
        );

    private static Signature Signed(string signature) => Signature.FromSpan(Hex.Decode(signature));

    private static void Expect(B256 expected, B256 leaf, B256 root, IReadOnlyList<B256> proof)
    {
        if (leaf != expected)
            throw new OrderException($"The item is another: expected leaf {expected}, found {leaf}.");
        if (!LeafTree.Proves(proof, root, leaf))
            throw new OrderException($"The proof does not lead from leaf {leaf} to root {root}.");
    }
}

/// <summary>An order that contradicts itself can never be carried out.</summary>
internal sealed class OrderException(string message) : Exception(message);
