using QLStake.Contracts;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Protocol;

public sealed class LeafTreeTests : IDisposable
{
    private readonly ProtocolVectors _vectors = new();

    [Fact]
    public void Proofs_of_the_contracts_lead_to_their_roots()
    {
        foreach (var tree in _vectors["trees"].EnumerateArray())
        {
            var root = ProtocolVectors.Word(tree, "root");
            foreach (var vector in tree.GetProperty("proofs").EnumerateArray())
            {
                var leaf = Leaf.Of(MessageKind.Stake, _vectors.ItemOf(vector));
                leaf.ShouldBe(ProtocolVectors.Word(vector, "leaf"));
                LeafTree.Proves(ProofOf(vector), root, leaf).ShouldBeTrue();
                LeafTree.Proves(ProofOf(vector), root, Keccak.Empty).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void Small_trees_are_rebuilt_as_the_contracts_built_them()
    {
        // A tree whose every leaf is in the vectors can be rebuilt from them.
        var rebuilt = 0;
        foreach (var tree in _vectors["trees"].EnumerateArray())
        {
            var proofs = tree.GetProperty("proofs")
                .EnumerateArray()
                .DistinctBy(p => ProtocolVectors.Word(p, "leaf"))
                .ToList();
            if ((ulong)proofs.Count != ProtocolVectors.UInt64(tree, "count"))
            {
                continue;
            }
            var leaves = proofs
                .OrderBy(p => _vectors.ItemOf(p).Index)
                .Select(p => ProtocolVectors.Word(p, "leaf"))
                .ToList();
            var ours = new LeafTree(leaves);
            ours.Root.ShouldBe(ProtocolVectors.Word(tree, "root"));
            foreach (var proof in proofs)
            {
                ours.Prove((int)_vectors.ItemOf(proof).Index).ShouldBe(ProofOf(proof));
            }
            rebuilt++;
        }
        rebuilt.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Every_leaf_is_proven_and_no_other(int count)
    {
        var tree = new LeafTree([.. Enumerable.Range(0, count).Select(i => Keccak.Hash(BitConverter.GetBytes(i)))]);
        for (var i = 0; i < count; i++)
        {
            LeafTree.Proves(tree.Prove(i), tree.Root, Keccak.Hash(BitConverter.GetBytes(i))).ShouldBeTrue();
            LeafTree.Proves(tree.Prove(i), tree.Root, Keccak.Hash(BitConverter.GetBytes(i + count))).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_tree_has_leaves_and_proves_only_them()
    {
        Should.Throw<ArgumentException>(() => new LeafTree([]));
        var tree = new LeafTree([Keccak.Empty]);
        tree.Root.ShouldBe(Keccak.Empty);
        Should.Throw<ArgumentOutOfRangeException>(() => tree.Prove(1));
    }

    public void Dispose() => _vectors.Dispose();

    private static List<B256> ProofOf(System.Text.Json.JsonElement vector) =>
        [.. vector.GetProperty("proof").EnumerateArray().Select(node => B256.Parse(node.GetString()!))];
}
