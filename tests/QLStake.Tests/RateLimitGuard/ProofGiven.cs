using QLStake.Contracts;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;
using QLStake.Protocol.Messages;
using QLStake.RateLimitGuard;
using static QLStake.Tests.RateLimitGuard.GuardGiven;

namespace QLStake.Tests.RateLimitGuard;

/// <summary>What honest endpoints of both chains show of a stake.</summary>
internal static class ProofGiven
{
    public static readonly Address OnRamp = Address.Parse("0x00000000000000000000000000000000000000d1");
    public static readonly MintAsked Asking = Taken(Asked()).Asking!;

    public static OnRamp.EVM2AnyRampMessage Message()
    {
        var item = Asking.Item;
        var message = new OnRamp.EVM2AnyRampMessage(
            new(default, item.Lane.Source.Value, item.Lane.Destination.Value, SequenceNumber: 7, Nonce: 0),
            item.Satellite,
            PeerMessageCodec.Encode(PeerMessage.Of(MessageKind.Stake, item)),
            CcipAddress.Encode(item.Hub),
            new ExtraArgs(200_000UL, AllowOutOfOrderExecution: true).Encode(),
            default,
            1UL,
            1UL,
            []
        );
        return Named(message);
    }

    /// <summary>Gives a message the id that the OnRamp would.</summary>
    public static OnRamp.EVM2AnyRampMessage Named(OnRamp.EVM2AnyRampMessage message) =>
        message with
        {
            Header = message.Header with { MessageId = CcipHashing.MessageId(message, OnRamp) },
        };

    public static SourceSighting Source(OnRamp.EVM2AnyRampMessage? message = null)
    {
        var (item, sent) = (Asking.Item, message ?? Message());
        return new(
            Finalized: 9,
            HubTime,
            LockFinal: true,
            new(
                item.Amount.Value,
                1_799_999_000,
                1,
                (byte)MessageKind.Stake,
                (byte)SentRootState.Sent,
                item.Lane.Destination.Value,
                item.Hub
            ),
            new(item.Asset, item.Amount.Value, item.Receiver, item.RefundTo, item.Nonce, item.Index),
            new(
                sent.Header.MessageId,
                Asking.Root,
                (byte)MessageKind.Stake,
                item.Asset,
                1,
                item.Amount.Value,
                item.Lane.Destination.Value,
                item.Hub
            ),
            new(item.Lane.Destination.Value, 7, sent)
        );
    }

    public static SentMessage Sent() =>
        new(Message().Header.MessageId, 7, CcipHashing.Leaf(CcipDelivery.Of(Message()), OnRamp));

    public static HubSighting Received(
        bool consumed = false,
        ulong receivedAt = 1,
        B256? leaf = null,
        byte state = 2
    ) =>
        new(
            Height: 50,
            HubTime,
            consumed,
            new(Asking.Item.Asset, receivedAt, 1, Asking.Item.Amount.Value, U256.Zero),
            [
                new(
                    Asking.Item.Lane.Source.Value,
                    7,
                    Message().Header.MessageId,
                    leaf ?? Sent().Leaf,
                    state,
                    [],
                    U256.Zero
                ),
            ]
        );
}
