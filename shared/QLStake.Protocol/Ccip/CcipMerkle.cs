using QLStake.Evm.Abi;

namespace QLStake.Protocol.Ccip;

/// <summary>
/// CCIP's Merkle tree over a report's messages (chainlink-ccip <c>MerkleMultiProof.sol</c> and its off-chain counterpart):
/// pairs sorted, nodes under an internal domain, an odd layer padded with 0xff….
/// </summary>
public static class CcipMerkle
{
    /// <summary>The most leaves a committed root may have.</summary>
    public const int MaxLeaves = 256;

    private static readonly B256 Padding = U256.MaxValue.ToB256();
    private static readonly B256 InternalDomain = U256.One.ToB256();

    /// <summary>The root that a commit report carries for these leaves, in the order of their sequence numbers.</summary>
    /// <exception cref="ArgumentException">No leaves, or more than <see cref="MaxLeaves"/>.</exception>
    public static B256 Root(IReadOnlyList<B256> leaves) => Layers(leaves)[^1][0];

    /// <summary>One proof for several leaves at once.</summary>
    /// <param name="leaves">All leaves of the root.</param>
    /// <param name="proven">Indices of those to prove, ascending.</param>
    public static CcipMultiProof Prove(IReadOnlyList<B256> leaves, IReadOnlyList<int> proven)
    {
        RequireAscending(proven, leaves.Count);
        var layers = Layers(leaves);
        var hashes = new List<B256>();
        var flags = U256.Zero;
        var step = 0;
        var indices = proven;
        foreach (var layer in layers.SkipLast(1))
        {
            var parents = new List<int>();
            for (var k = 0; k < indices.Count; k++, step++)
            {
                var sibling = indices[k] ^ 1;
                parents.Add(indices[k] / 2);
                if (k + 1 < indices.Count && indices[k + 1] == sibling)
                {
                    flags |= U256.One << step;
                    k++;
                }
                else
                {
                    hashes.Add(layer[sibling]);
                }
            }
            indices = parents;
        }
        return new CcipMultiProof(hashes, flags);
    }

    /// <summary>The root that proven leaves and a proof lead to, as the OffRamp computes it.</summary>
    /// <exception cref="ArgumentException">The proof has another number of hashes than its flags ask for.</exception>
    public static B256 RootOf(IReadOnlyList<B256> leaves, CcipMultiProof proof)
    {
        var steps = leaves.Count + proof.Hashes.Count - 1;
        if (leaves.Count is 0 or > MaxLeaves || proof.Hashes.Count > MaxLeaves || steps > MaxLeaves)
        {
            throw new ArgumentException(
                $"Expected 1 to {MaxLeaves} leaves and hashes, found {leaves.Count} and {proof.Hashes.Count}."
            );
        }
        var waiting = new Queue<B256>(leaves);
        var hashes = new Queue<B256>(proof.Hashes);
        for (var step = 0; step < steps; step++)
        {
            var fromSet = (proof.Flags >> step & U256.One) == U256.One;
            if (waiting.Count < (fromSet ? 2 : 1) || (!fromSet && hashes.Count == 0))
            {
                throw new ArgumentException($"Expected flags that fit {leaves.Count} leaves, found {proof.Flags}.");
            }
            var first = fromSet ? waiting.Dequeue() : hashes.Dequeue();
            waiting.Enqueue(Parent(first, waiting.Dequeue()));
        }
        return waiting.Count == 1 && hashes.Count == 0
            ? waiting.Dequeue()
            : throw new ArgumentException("Expected a proof used up by its flags, found hashes or leaves left over.");
    }

    private static List<IReadOnlyList<B256>> Layers(IReadOnlyList<B256> leaves)
    {
        if (leaves.Count is 0 or > MaxLeaves)
        {
            throw new ArgumentException($"Expected 1 to {MaxLeaves} leaves, found {leaves.Count}.", nameof(leaves));
        }
        var layers = new List<IReadOnlyList<B256>>();
        var layer = leaves;
        while (layer.Count > 1)
        {
            layer = layer.Count % 2 == 0 ? layer : [.. layer, Padding];
            layers.Add(layer);
            layer = [.. layer.Chunk(2).Select(pair => Parent(pair[0], pair[1]))];
        }
        layers.Add(layer);
        return layers;
    }

    private static B256 Parent(B256 left, B256 right)
    {
        Span<byte> preimage = stackalloc byte[3 * AbiWord.Size];
        InternalDomain.CopyTo(preimage);
        (left < right ? left : right).CopyTo(preimage[AbiWord.Size..]);
        (left < right ? right : left).CopyTo(preimage[(2 * AbiWord.Size)..]);
        return Keccak.Hash(preimage);
    }

    private static void RequireAscending(IReadOnlyList<int> proven, int leaves)
    {
        for (var i = 0; i < proven.Count; i++)
        {
            if (proven[i] < 0 || proven[i] >= leaves || (i > 0 && proven[i] <= proven[i - 1]))
            {
                throw new ArgumentException(
                    $"Expected ascending indices below {leaves}, found {proven[i]} at {i}.",
                    nameof(proven)
                );
            }
        }
    }
}
