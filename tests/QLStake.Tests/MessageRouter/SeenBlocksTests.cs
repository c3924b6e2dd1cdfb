using QLStake.Contracts;
using QLStake.MessageRouter;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MessageRouter;

/// <summary>A full block reaches the router in several messages.</summary>
public sealed class SeenBlocksTests
{
    private static readonly ChainSelector Chain = new(1);
    private static readonly BlockRef Block = new(7, Keccak.Hash([7]), 70);

    [Fact]
    public void Every_piece_of_a_block_adds_its_facts()
    {
        var seen = SeenBlocks.None.Apply(Piece(10, 0)).Apply(Piece(11, 1));
        Indexes(seen).ShouldBe([0u, 1u]);
        FactRules.Observe(seen, Piece(10, 0)).ShouldBeEmpty();
        FactRules.Observe(seen, Piece(11, 1)).ShouldBeEmpty();
    }

    [Fact]
    public void An_orphaned_block_loses_every_piece_and_gets_back_what_is_observed_again()
    {
        var gone = SeenBlocks
            .None.Apply(Piece(10, 0))
            .Apply(Piece(11, 1))
            .Apply(new FactsRetracted(Chain, Block.Hash, 12, DateTimeOffset.UnixEpoch));
        Indexes(gone).ShouldBeEmpty();
        FactRules.Observe(gone, Piece(10, 0)).ShouldBeEmpty();
        Indexes(gone.Apply(Piece(13, 0)).Apply(Piece(14, 1))).ShouldBe([0u, 1u]);
    }

    private static FactsObserved Piece(long position, uint logIndex) =>
        new(
            Chain,
            Block,
            position,
            [new(B256.Zero, logIndex, new(21_000, default, Address.Zero), new MintsPaused(Address.Zero))]
        );

    private static uint[] Indexes(SeenBlocks seen) => [.. seen.All<MintsPaused>().Select(fact => fact.LogIndex)];
}
