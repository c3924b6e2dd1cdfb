using QLStake.Contracts;
using QLStake.Evm;

namespace QLStake.ChainWatcher;

/// <summary>A chain's log is cut by the day (UTC) of the block, so that no stream grows without end.</summary>
internal static class Epoch
{
    /// <param name="timestamp">Of a block, in seconds since 1970.</param>
    public static string Of(ulong timestamp) => $"{DateTimeOffset.FromUnixTimeSeconds((long)timestamp):yyyyMMdd}";

    /// <summary>Whether these blocks begin another epoch than the last one read lies in.</summary>
    public static bool Begins(Cursor cursor, IReadOnlyList<BlockHeader> headers) =>
        Of(cursor.Timestamp) != Of(headers[0].Timestamp);

    /// <summary>The blocks up to the end of the first one's epoch: what is read in one step lies in one epoch.</summary>
    public static IReadOnlyList<BlockHeader> First(IReadOnlyList<BlockHeader> headers) =>
        [.. headers.TakeWhile(header => Of(header.Timestamp) == Of(headers[0].Timestamp))];
}

/// <summary>
/// The last event of a chain's epoch: all that is needed to read on, so that older epochs can be archived. A reorg over
/// midnight closes an epoch again; the last record counts.
/// </summary>
/// <param name="Chain">The chain.</param>
/// <param name="Name">The day, <c>yyyyMMdd</c>.</param>
/// <param name="Cursor">How far the chain had been read.</param>
/// <param name="Unfinalized">The blocks that could still be orphaned, lowest first.</param>
public sealed record EpochClosed(
    ChainSelector Chain,
    string Name,
    Cursor Cursor,
    IReadOnlyList<Contracts.BlockRef> Unfinalized
);
