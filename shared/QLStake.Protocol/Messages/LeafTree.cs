namespace QLStake.Protocol.Messages;

/// <summary>
/// The tree over a message's leaves, as <c>QLFrontier</c> builds it: neighbours of each layer paired, the pair sorted, the
/// last odd node carried up unchanged. So there is no padding to prove, and proofs are of uneven length.
/// </summary>
public sealed class LeafTree
{
    private readonly List<IReadOnlyList<B256>> _layers;

    /// <param name="leaves">In the order of their index.</param>
    /// <exception cref="ArgumentException">No leaves.</exception>
    public LeafTree(IReadOnlyList<B256> leaves)
    {
        if (leaves.Count == 0)
        {
            throw new ArgumentException("Expected at least one leaf, found none.", nameof(leaves));
        }
        _layers = [leaves];
        while (_layers[^1].Count > 1)
        {
            _layers.Add([
                .. _layers[^1].Chunk(2).Select(pair => pair.Length == 2 ? Parent(pair[0], pair[1]) : pair[0]),
            ]);
        }
    }

    /// <summary>The leaf itself where there is one.</summary>
    public B256 Root => _layers[^1][0];

    public int Count => _layers[0].Count;

    /// <summary>The nodes beside the path from a leaf to the root, lowest first.</summary>
    public IReadOnlyList<B256> Prove(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var proof = new List<B256>();
        foreach (var layer in _layers)
        {
            var sibling = index ^ 1;
            if (sibling < layer.Count)
            {
                proof.Add(layer[sibling]);
            }
            index /= 2;
        }
        return proof;
    }

    /// <summary>
    /// Whether a proof leads from a leaf to a root. It proves no place in the tree, since pairs are sorted: the index is in
    /// the leaf and is checked against the count.
    /// </summary>
    public static bool Proves(IEnumerable<B256> proof, B256 root, B256 leaf) => proof.Aggregate(leaf, Parent) == root;

    internal static B256 Parent(B256 left, B256 right)
    {
        Span<byte> preimage = stackalloc byte[2 * B256.Size];
        (left < right ? left : right).CopyTo(preimage);
        (left < right ? right : left).CopyTo(preimage[B256.Size..]);
        return Keccak.Hash(preimage);
    }
}
