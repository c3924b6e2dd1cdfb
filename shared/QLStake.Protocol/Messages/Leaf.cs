using QLStake.Contracts;
using QLStake.Evm.Abi;

namespace QLStake.Protocol.Messages;

/// <summary>The leaf of an item, as <c>QLMessages.leafOf</c> computes it.</summary>
public static class Leaf
{
    private const int Words = 2 + Route.Words + 6;

    /// <summary>Id of a stake: the hash of its leaf.</summary>
    public static StakeId IdOf(StakeItem stake) => new(Of(MessageKind.Stake, stake));

    /// <summary>A leaf of the way back: a refund's or a redemption's.</summary>
    public static B256 Of(MessageKind kind, ReleaseItem item) =>
        Of(
            kind,
            new StakeItem(
                item.Lane,
                item.Hub,
                item.Satellite,
                item.Asset,
                item.Amount,
                item.Receiver,
                item.RefundTo,
                item.Nonce,
                item.Index
            )
        );

    /// <summary>
    /// keccak(keccak(abi.encode(version, kind, route, item))): hashed twice, so that no inner node can be presented as a leaf.
    /// </summary>
    public static B256 Of(MessageKind kind, StakeItem item)
    {
        var writer = new AbiWriter(Words * AbiWord.Size);
        writer.WriteUInt64(PeerMessage.Version, 8);
        writer.WriteUInt64((byte)kind, 8);
        Route.Of(item).Write(ref writer);
        writer.WriteAddress(item.Asset);
        writer.WriteU256(item.Amount.Value, 256);
        writer.WriteAddress(item.Receiver);
        writer.WriteAddress(item.RefundTo);
        writer.WriteUInt64(item.Nonce, 64);
        writer.WriteUInt64(item.Index, 32);
        var once = Keccak.Hash(writer.Written);
        writer.Dispose();
        return Keccak.Hash(once.AsSpan());
    }
}
