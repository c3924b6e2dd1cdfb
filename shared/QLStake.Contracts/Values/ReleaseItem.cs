namespace QLStake.Contracts;

/// <summary>What a leaf of the way back says, refund or release: from a hub to a satellite that pays.</summary>
/// <param name="Lane">From the hub's chain to the satellite's.</param>
/// <param name="Asset">The token's address on the satellite's chain.</param>
/// <param name="Receiver">Who is paid.</param>
/// <param name="Nonce">The hub's count; of a refund, the stake's nonce.</param>
/// <param name="Index">The leaf's place in its root, below the root's count.</param>
public sealed record ReleaseItem(
    Lane Lane,
    Address Hub,
    Address Satellite,
    Address Asset,
    Assets Amount,
    Address Receiver,
    Address RefundTo,
    ulong Nonce,
    uint Index
);
