using FsCheck.Xunit;
using QLStake.Evm.Trie;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Passport;

public sealed class ReceiptTrieTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(127)]
    [InlineData(129)]
    [InlineData(300)]
    public void Every_receipt_of_a_block_is_proven_and_no_other_in_its_place(int count)
    {
        var receipts = Receipts(count);
        var trie = new ReceiptTrie(receipts);

        for (var place = 0; place < count; place++)
            ReceiptTrie.Open(trie.Root, place, trie.Prove(place)).ShouldBe(receipts[place]);
        Should.Throw<TrieException>(() => trie.Prove(count));
        if (count > 1)
            Should.Throw<TrieException>(() => ReceiptTrie.Open(trie.Root, 0, trie.Prove(1)));
    }

    [Property]
    public void A_proof_with_one_byte_changed_proves_nothing(byte count, ushort where, byte bit)
    {
        var trie = new ReceiptTrie(Receipts(count + 1));
        var proof = trie.Prove(count).Select(node => node.ToArray()).ToList();
        var node = proof[where % proof.Count];
        node[where % node.Length] ^= (byte)(1 << (bit % 8));

        Should.Throw<TrieException>(() => ReceiptTrie.Open(trie.Root, count, proof));
    }

    [Fact]
    public void A_proof_that_is_too_long_or_too_short_proves_nothing()
    {
        var trie = new ReceiptTrie(Receipts(40));
        var proof = trie.Prove(7);

        Should.Throw<TrieException>(() => ReceiptTrie.Open(trie.Root, 7, [.. proof, proof[^1]]));
        Should.Throw<TrieException>(() => ReceiptTrie.Open(trie.Root, 7, [.. proof.SkipLast(1)]));
    }

    private static List<byte[]> Receipts(int count) =>
        [.. Enumerable.Range(0, count).Select(n => Enumerable.Repeat((byte)(n % 256), 40 + n % 100).ToArray())];
}
