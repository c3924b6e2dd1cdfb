using QLStake.Contracts;
using QLStake.Evm;

namespace QLStake.ChainWatcher;

/// <summary>Whether headers follow one another: the only way a reorg shows itself reliably.</summary>
internal static class Linkage
{
    /// <summary>The headers that follow the parent without a break; fewer than given where the chain changed in between.</summary>
    public static IReadOnlyList<BlockHeader> Linked(B256 parent, IReadOnlyList<BlockHeader> headers)
    {
        var linked = new List<BlockHeader>();
        foreach (var header in headers)
        {
            if (header.ParentHash != parent)
                break;
            linked.Add(header);
            parent = header.Hash;
        }
        return linked;
    }

    /// <summary>The highest watched block that the chain still has; null if it has none of them any more.</summary>
    /// <param name="watched">Watched blocks, highest first.</param>
    public static async Task<WatchedBlock?> CommonAncestorAsync(
        IEnumerable<WatchedBlock> watched,
        Func<ulong, Task<B256?>> hashAt
    )
    {
        foreach (var block in watched)
            if (await hashAt(block.Number) == block.Hash)
                return block;
        return null;
    }

    public static Contracts.BlockRef Ref(BlockHeader header) => new(header.Number, header.Hash, header.Timestamp);
}
