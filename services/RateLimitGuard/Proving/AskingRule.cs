using QLStake.Contracts;
using QLStake.Protocol.Messages;

namespace QLStake.RateLimitGuard;

/// <summary>What a message can be caught at without reading any chain.</summary>
internal static class AskingRule
{
    /// <summary>What it contradicts in itself, or null.</summary>
    public static string? Problem(ApproveMint asking) =>
        Problem(asking.StakeId, asking.Item, asking.Root, asking.Proof, asking.Evidence);

    /// <summary>The same of any message that names a stake with its proof.</summary>
    public static string? Problem(
        StakeId stake,
        StakeItem item,
        B256 root,
        IReadOnlyList<B256> proof,
        MintEvidence evidence
    )
    {
        var leaf = Leaf.IdOf(item);
        if (leaf != stake)
            return $"The item is not the stake: expected leaf {stake}, found {leaf}.";
        if (item.Index >= evidence.LeafCount)
            return $"The item's index {item.Index} is outside a root of {evidence.LeafCount}.";
        return LeafTree.Proves(proof, root, leaf.Value) ? null : $"The proof does not lead from {leaf} to root {root}.";
    }
}
