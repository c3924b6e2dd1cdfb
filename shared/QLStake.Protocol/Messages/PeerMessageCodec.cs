using QLStake.Contracts;
using QLStake.Evm.Abi;

namespace QLStake.Protocol.Messages;

/// <summary>
/// The payload of a message between our contracts, as <c>QLMessages</c> writes and reads it:
/// <c>(version, kind, asset, count, total)</c> in ABI words, then the root, or, where count is 1 and the item travels in the
/// clear, <c>(receiver, refundTo, nonce)</c>. The length tells which.
/// </summary>
public static class PeerMessageCodec
{
    private const int HeaderWords = 5;
    private const int RootLength = (HeaderWords + 1) * AbiWord.Size;
    private const int ItemLength = (HeaderWords + 3) * AbiWord.Size;

    public static byte[] Encode(PeerMessage message)
    {
        var writer = new AbiWriter(message.Item is null ? RootLength : ItemLength);
        writer.WriteUInt64(PeerMessage.Version, 8);
        writer.WriteUInt64((byte)message.Kind, 8);
        writer.WriteAddress(message.Asset);
        writer.WriteUInt64(message.Count, 32);
        writer.WriteU256(message.Total.Value, 256);
        if (message.Item is null)
        {
            writer.WriteB256(message.Root);
        }
        else
        {
            writer.WriteAddress(message.Item.Receiver);
            writer.WriteAddress(message.Item.RefundTo);
            writer.WriteUInt64(message.Item.Nonce, 64);
        }
        return writer.Finish();
    }

    /// <summary>Reads a payload; null where <c>QLMessages.decode</c> gives not ok: the contracts ignore such a message too.</summary>
    public static PeerMessage? Decode(ReadOnlySpan<byte> data, Route route)
    {
        if (data.Length is not (RootLength or ItemLength))
        {
            return null;
        }
        try
        {
            return Read(data, route);
        }
        catch (AbiException)
        {
            return null;
        }
    }

    private static PeerMessage? Read(ReadOnlySpan<byte> data, Route route)
    {
        var reader = new AbiReader(data);
        var version = reader.ReadUInt64(8);
        var kind = (MessageKind)reader.ReadUInt64(8);
        var asset = reader.ReadAddress();
        var count = (uint)reader.ReadUInt64(32);
        var total = new Assets(reader.ReadU256(128));
        if (version != PeerMessage.Version || kind > MessageKind.Void || count > PeerMessage.MaxLeaves)
        {
            return null;
        }
        var isItem = data.Length == ItemLength;
        if (isItem && count != 1)
        {
            return null;
        }
        // Hello and Void count nothing; every other kind has at least one leaf and moves value.
        var isEmpty = kind is MessageKind.Hello or MessageKind.Void;
        if (isEmpty != (count == 0) || isEmpty != (total.Value == U256.Zero))
        {
            return null;
        }
        return isItem
            ? PeerMessage.Of(kind, ReadItem(ref reader, route, asset, total))
            : new PeerMessage(kind, asset, count, total, reader.ReadB256());
    }

    private static StakeItem ReadItem(ref AbiReader reader, Route route, Address asset, Assets amount) =>
        new(
            route.Lane,
            route.Source,
            route.Destination,
            asset,
            amount,
            reader.ReadAddress(),
            reader.ReadAddress(),
            reader.ReadUInt64(64),
            Index: 0
        );
}
