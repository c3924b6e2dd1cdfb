using QLStake.ChainWatcher;
using QLStake.Contracts;
using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.Tests.ChainWatcher;

/// <summary>Headers follow one another by their parents' hashes, and a reorg goes back to what both branches have.</summary>
public sealed class LinkageTests
{
    private static readonly ChainSelector Chain = new(7);

    [Fact]
    public void Headers_are_taken_up_to_the_first_that_does_not_follow()
    {
        var headers = new[] { Header(11, 10), Header(12, 11), Header(13, 99), Header(14, 13) };

        Linkage.Linked(Hash(10), headers).Select(header => header.Number).ShouldBe([11UL, 12UL]);
        Linkage.Linked(Hash(9), headers).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reorg_begins_after_the_highest_watched_block_that_the_chain_still_has()
    {
        var watched = new[] { Watched(13), Watched(12), Watched(11), Watched(10) };

        var ancestor = await Linkage.CommonAncestorAsync(
            watched,
            number => Task.FromResult<B256?>(number >= 12 ? Hash((int)number + 500) : Hash((int)number))
        );

        ancestor.ShouldBe(Watched(11));
    }

    [Fact]
    public async Task A_chain_that_has_none_of_the_watched_blocks_has_no_common_ancestor() =>
        (
            await Linkage.CommonAncestorAsync([Watched(11), Watched(10)], _ => Task.FromResult<B256?>(null))
        ).ShouldBeNull();

    private static B256 Hash(int number) => Keccak.Hash(BitConverter.GetBytes(number));

    private static BlockHeader Header(int number, int parent) =>
        new((ulong)number, Hash(number), Hash(parent), 1_000UL + (ulong)number, null, 0, 0);

    private static WatchedBlock Watched(int number) =>
        WatchedBlock.Of(Chain, new((ulong)number, Hash(number), 1_000UL + (ulong)number), false);
}
