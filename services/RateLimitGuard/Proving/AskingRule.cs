using QLStake.Contracts;
using QLStake.Protocol.Messages;

namespace QLStake.RateLimitGuard;

/// <summary>What a message can be caught at without reading any chain.</summary>
internal static class AskingRule
{
    /// <summary>What it contradicts in itself, or null.</summary>
    public static string? Problem(ApproveMint asking) =>
        asking.Kind is not (null or MessageKind.Rewards)
            ? $"Expected a stake or rewards, found {asking.Kind}."
            : Problem(
                asking.StakeId,
                asking.Item,
                asking.Root,
                asking.Proof,
                asking.Evidence,
                asking.Kind ?? MessageKind.Stake
            );

    /// <summary>The same of any message that names a stake with its proof.</summary>
    public static string? Problem(
        StakeId stake,
        StakeItem item,
        B256 root,
        IReadOnlyList<B256> proof,
        MintEvidence evidence,
        MessageKind kind = MessageKind.Stake
    )
    {
        var leaf = new StakeId(Leaf.Of(kind, item));
        if (leaf != stake)
            return $"The item is not the stake: expected leaf {stake}, found {leaf}.";
        if (item.Index >= evidence.LeafCount)
            return $"The item's index {item.Index} is outside a root of {evidence.LeafCount}.";
        return LeafTree.Proves(proof, root, leaf.Value) ? null : $"The proof does not lead from {leaf} to root {root}.";
    }
}
