using QLStake.Protocol.Ccip;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Protocol;

public sealed class CcipMerkleTests
{
    [Fact]
    public void Roots_and_multiproofs_equal_the_vectors()
    {
        foreach (var tree in CcipVectors.Read().Trees)
        {
            CcipMerkle.Root(tree.Leaves).ShouldBe(tree.Root);
            foreach (var expected in tree.Proofs)
            {
                var proof = CcipMerkle.Prove(tree.Leaves, expected.Indices);
                proof.Hashes.ShouldBe(expected.Hashes);
                proof.Flags.ShouldBe(expected.Flags);
            }
        }
    }

    [Fact]
    public void Any_choice_of_leaves_is_proven_to_the_root()
    {
        var random = new Random(1);
        for (var count = 1; count <= 65; count++)
        {
            B256[] leaves = [.. Enumerable.Range(0, count).Select(i => Keccak.Hash([(byte)i]))];
            int[] chosen = [.. Enumerable.Range(0, count).Where(_ => random.Next(3) == 0).DefaultIfEmpty(0)];
            var proof = CcipMerkle.Prove(leaves, chosen);
            CcipMerkle.RootOf([.. chosen.Select(i => leaves[i])], proof).ShouldBe(CcipMerkle.Root(leaves));
        }
    }

    [Fact]
    public void A_proof_that_is_not_used_up_is_refused()
    {
        B256[] leaves = [Keccak.Hash([1]), Keccak.Hash([2]), Keccak.Hash([3])];
        var proof = CcipMerkle.Prove(leaves, [0]);
        Should.Throw<ArgumentException>(() => CcipMerkle.RootOf([leaves[0]], proof with { Flags = U256.MaxValue }));
        Should.Throw<ArgumentException>(() => CcipMerkle.RootOf([], proof));
    }

    [Theory]
    [InlineData(new[] { 1, 0 })]
    [InlineData(new[] { 0, 0 })]
    [InlineData(new[] { 3 })]
    [InlineData(new[] { -1 })]
    public void Only_ascending_indices_of_leaves_can_be_proven(int[] indices) =>
        Should.Throw<ArgumentException>(() =>
            CcipMerkle.Prove([Keccak.Hash([1]), Keccak.Hash([2]), Keccak.Hash([3])], indices)
        );

    [Fact]
    public void A_root_has_1_to_256_leaves()
    {
        Should.Throw<ArgumentException>(() => CcipMerkle.Root([]));
        Should.Throw<ArgumentException>(() => CcipMerkle.Root([.. Enumerable.Repeat(Keccak.Empty, 257)]));
        Should.NotThrow(() => CcipMerkle.Root([.. Enumerable.Repeat(Keccak.Empty, 256)]));
    }
}
