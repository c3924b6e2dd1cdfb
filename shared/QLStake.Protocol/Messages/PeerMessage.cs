using QLStake.Contracts;

namespace QLStake.Protocol.Messages;

/// <summary>What one of our contracts tells its peer through CCIP.</summary>
/// <param name="Kind">What its leaves are; Hello and Void have none.</param>
/// <param name="Asset">Token on the satellite's chain; zero is the native coin.</param>
/// <param name="Count">Number of leaves: 0 for Hello and Void, at most <see cref="MaxLeaves"/>.</param>
/// <param name="Total">What all leaves together may mint or pay, below 2^128.</param>
/// <param name="Root">Of the leaves; for Hello the challenge, for Void the stake root given up.</param>
/// <param name="Item">A single leaf's item, where it travels in the clear: <paramref name="Root"/> is derived from it.</param>
public sealed record PeerMessage(
    MessageKind Kind,
    Address Asset,
    uint Count,
    Assets Total,
    B256 Root,
    StakeItem? Item = null
)
{
    /// <summary>The version of the format, its first word.</summary>
    public const byte Version = 1;

    /// <summary>The most leaves one message carries.</summary>
    public const uint MaxLeaves = 1024;

    /// <summary>A handshake, which the peer echoes.</summary>
    public static PeerMessage Hello(B256 challenge) =>
        new(MessageKind.Hello, Address.Zero, 0, new Assets(0UL), challenge);

    /// <summary>Gives up a stake root that never arrived.</summary>
    public static PeerMessage Void(B256 root) => new(MessageKind.Void, Address.Zero, 0, new Assets(0UL), root);

    /// <summary>A message for one item (index 0), in the clear.</summary>
    public static PeerMessage Of(MessageKind kind, StakeItem item) =>
        new(kind, item.Asset, 1, item.Amount, Leaf.Of(kind, item), item);
}
