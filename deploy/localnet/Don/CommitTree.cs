namespace QLStake.Localnet.Don;

/// <summary>
/// The Merkle tree of a commit: pairs sorted, nodes tagged with 1, odd layers padded with ff…ff (MerkleMultiProof.sol).
/// </summary>
internal sealed class CommitTree
{
    private static readonly B256 Padding = ((U256.MaxValue)).ToB256();
    private readonly List<IReadOnlyList<B256>> layers = [];

    public CommitTree(IReadOnlyList<B256> leaves)
    {
        var layer = leaves;
        while (layer.Count > 1)
        {
            layer = layer.Count % 2 == 0 ? layer : [.. layer, Padding];
            layers.Add(layer);
            layer = [.. layer.Chunk(2).Select(pair => NodeOf(pair[0], pair[1]))];
        }

        Root = layer[0];
    }

    public B256 Root { get; }

    /// <summary>The hashes missing to compute the root from one leaf. All proof flags are 0: nothing else is known.</summary>
    public B256[] ProofOf(int index)
    {
        var proof = new B256[layers.Count];
        for (var i = 0; i < layers.Count; i++)
        {
            proof[i] = layers[i][index ^ 1];
            index /= 2;
        }

        return proof;
    }

    private static B256 NodeOf(B256 left, B256 right)
    {
        Span<byte> bytes = stackalloc byte[3 * B256.Size];
        bytes.Clear();
        bytes[B256.Size - 1] = 1;
        (left < right ? left : right).CopyTo(bytes[B256.Size..]);
        (left < right ? right : left).CopyTo(bytes[(2 * B256.Size)..]);
        return Keccak.Hash(bytes);
    }
}
