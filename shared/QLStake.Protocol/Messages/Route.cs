using QLStake.Contracts;
using QLStake.Evm.Abi;

namespace QLStake.Protocol.Messages;

/// <summary>A lane between two of our contracts: which way a message goes, and from whom to whom.</summary>
/// <param name="Lane">Source and destination chain.</param>
/// <param name="Source">The sending contract, on the source chain.</param>
/// <param name="Destination">The receiving contract, on the destination chain.</param>
public sealed record Route(Lane Lane, Address Source, Address Destination)
{
    /// <summary>The route of a stake.</summary>
    public static Route Of(StakeItem item) => new(item.Lane, item.Satellite, item.Hub);

    internal const int Words = 4;

    internal void Write(ref AbiWriter writer)
    {
        writer.WriteUInt64(Lane.Source.Value, 64);
        writer.WriteAddress(Source);
        writer.WriteUInt64(Lane.Destination.Value, 64);
        writer.WriteAddress(Destination);
    }
}
