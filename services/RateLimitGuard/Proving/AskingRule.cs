using QLStake.Contracts;
using QLStake.Protocol.Messages;

namespace QLStake.RateLimitGuard;

/// <summary>What a message can be caught at without reading any chain.</summary>
internal static class AskingRule
{
    /// <summary>What it contradicts in itself, or null.</summary>
    public static string? Problem(ApproveMint asking)
    {
        var leaf = Leaf.IdOf(asking.Item);
        if (leaf != asking.StakeId)
            return $"The item is not the stake: expected leaf {asking.StakeId}, found {leaf}.";
        if (asking.Item.Index >= asking.Evidence.LeafCount)
            return $"The item's index {asking.Item.Index} is outside a root of {asking.Evidence.LeafCount}.";
        return LeafTree.Proves(asking.Proof, asking.Root, leaf.Value)
            ? null
            : $"The proof does not lead from {leaf} to root {asking.Root}.";
    }
}
