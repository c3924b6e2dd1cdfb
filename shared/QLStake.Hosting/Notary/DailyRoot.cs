namespace QLStake.Hosting;

/// <summary>What is published of a day: one hash over all of its links.</summary>
/// <param name="Service">Whose database.</param>
/// <param name="Day">UTC.</param>
/// <param name="First">Sequence of the day's first event.</param>
/// <param name="Last">Sequence of its last.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Root">Merkle root over the day's links.</param>
/// <param name="Head">The day's last link, which fixes all days before as well.</param>
public sealed record DailyRoot(string Service, DateOnly Day, long First, long Last, long Count, B256 Root, B256 Head)
{
    /// <exception cref="ArgumentException">A day without events has no root.</exception>
    public static DailyRoot Of(string service, DateOnly day, IReadOnlyList<ChainLink> links) =>
        links.Count == 0
            ? throw new ArgumentException($"Expected at least one link of {day:yyyy-MM-dd}, found none.", nameof(links))
            : new(
                service,
                day,
                links[0].Sequence,
                links[^1].Sequence,
                links.Count,
                MerkleRoot([.. links.Select(link => link.Hash)]),
                links[^1].Hash
            );

    /// <summary>
    /// Neighbours are paired in order, keccak256(0x01 ‖ left ‖ right), the last odd one is carried up; the leaf of a link is
    /// keccak256(0x00 ‖ link), so that no node can be presented as a link.
    /// </summary>
    public static B256 MerkleRoot(IReadOnlyList<B256> links)
    {
        var layer = links.Select(Leaf).ToArray();
        while (layer.Length > 1)
            layer = [.. layer.Chunk(2).Select(pair => pair.Length == 2 ? Node(pair[0], pair[1]) : pair[0])];
        return layer[0];
    }

    private static B256 Leaf(B256 link)
    {
        Span<byte> bytes = stackalloc byte[1 + B256.Size];
        bytes[0] = 0;
        link.CopyTo(bytes[1..]);
        return Keccak.Hash(bytes);
    }

    private static B256 Node(B256 left, B256 right)
    {
        Span<byte> bytes = stackalloc byte[1 + 2 * B256.Size];
        bytes[0] = 1;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + B256.Size)..]);
        return Keccak.Hash(bytes);
    }
}
