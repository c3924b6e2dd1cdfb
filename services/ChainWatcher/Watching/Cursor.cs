using System.Text.Json.Serialization;
using QLStake.Contracts;

namespace QLStake.ChainWatcher;

/// <summary>How far a chain has been read and published; written with the news it covers.</summary>
/// <param name="Id">The chain's selector.</param>
/// <param name="Number">The last block whose facts are in the log.</param>
/// <param name="Timestamp">That block's, in seconds since 1970; it says in which epoch the reader is.</param>
/// <param name="Finalized">The height up to which finality has been published or needed no publishing.</param>
public sealed record Cursor(string Id, ulong Number, B256 Hash, ulong Timestamp, ulong Finalized);

/// <summary>A block that may still be orphaned, kept to find where a reorg began.</summary>
/// <param name="Id">Chain and height: one block per height is canonical to us at a time.</param>
/// <param name="Height">The block's number as PostgreSQL compares it: a column has no unsigned numbers.</param>
public sealed record WatchedBlock(string Id, string Chain, long Height, B256 Hash, ulong Timestamp, bool HasFacts)
{
    public static WatchedBlock Of(ChainSelector chain, BlockRef block, bool hasFacts) =>
        new($"{chain}/{block.Number}", chain.ToString(), (long)block.Number, block.Hash, block.Timestamp, hasFacts);

    [JsonIgnore]
    public ulong Number => (ulong)Height;

    [JsonIgnore]
    public BlockRef Ref => new(Number, Hash, Timestamp);
}
