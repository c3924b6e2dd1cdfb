using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>The leaves of roots, with what proves them.</summary>
internal sealed class Proofs(IRouterUnit unit)
{
    /// <summary>Every leaf of a root in the order of its index; none while they are not all seen.</summary>
    public async Task<IReadOnlyList<(BatchLeaf Leaf, IReadOnlyList<B256> Proof)>> OfAsync(
        Root root,
        CancellationToken ct
    )
    {
        if (root.Sent is not { Fact: var sent })
            return [];
        if (root.Batch is { } stream)
        {
            var batch = await unit.LoadAsync<Batch>(stream, ct);
            return batch.Is(sent) && batch.Tree() is { } tree
                ? [.. batch.Leaves.Select(leaf => (leaf, tree.Prove((int)leaf.Index)))]
                : [];
        }
        // A root of one is its leaf, and is proven by nothing but itself.
        return sent.Count == 1 && !root.IsOfBatch ? [(new(sent.Root, 0, new(sent.Root)), [])] : [];
    }

    /// <summary>A stake with the proof to the root it was sent in; null while that is not known.</summary>
    public async Task<StakedLeaf?> StakedAsync(StakeId id, CancellationToken ct)
    {
        var stake = await unit.LoadAsync<Stake>(StreamNames.Of(id), ct);
        if (stake.Locked is not { Fact.Item: var item })
            return null;
        if (stake.Batch is not { } stream)
            return new(item, id.Value, []);
        var batch = await unit.LoadAsync<Batch>(stream, ct);
        return batch.Sent is { Fact: var sent } && batch.Is(sent) && item.Index < sent.Count
            ? new(item, sent.Root, batch.Tree()!.Prove((int)item.Index))
            : null;
    }
}
