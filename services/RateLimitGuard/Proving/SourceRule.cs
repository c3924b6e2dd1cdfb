using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;
using QLStake.Protocol.Messages;

namespace QLStake.RateLimitGuard;

/// <summary>Judges what the source chain shows: the lock, and the message that carried its root.</summary>
internal static class SourceRule
{
    public static Finding<SentMessage> Judge(MintAsked asking, SourceSighting seen, Address onRamp)
    {
        var block = asking.Evidence.LockBlock.Number;
        if (!seen.LockFinal)
            return NotYet($"block {block} of the lock is not final on the source chain");
        if (seen.Sent is null || seen.Sent.SentAt == 0)
            return new Finding<SentMessage>.Absent(
                $"satellite {asking.Item.Satellite} has never sent root {asking.Root}, in any final block"
            );
        if (seen.Lock is null)
            return NotYet($"block {block} holds no lock of {asking.StakeId}; the evidence must name another");
        if (seen.RootSent is null)
            return NotYet($"no RootSent of {asking.Root} is found from block {block} to the newest final one");
        if (seen.Message is null)
            return Contradiction($"OnRamp {onRamp} has no message {seen.RootSent.MessageId} beside its RootSent");
        try
        {
            return Problem(asking, seen, onRamp) is { } problem ? Contradiction(problem) : Seen(seen, onRamp);
        }
        catch (EvmDataException error)
        {
            return Contradiction($"message {seen.RootSent.MessageId} cannot be read: {error.Message}");
        }
    }

    private static string? Problem(MintAsked asking, SourceSighting seen, Address onRamp)
    {
        var (item, message) = (asking.Item, seen.Message!.Message);
        var (header, sent, root) = (message.Header, seen.Sent!, seen.RootSent!);
        return Differs("the locked item", ItemOf(asking.Item, seen.Lock!), item)
            ?? Differs("the root's kind", (MessageKind)root.Kind, asking.LeafKind)
            ?? Differs("the sent root's kind", (MessageKind)sent.Kind, asking.LeafKind)
            // What was given up is given back there: minting it here would pay it twice.
            ?? Differs("the sent root's state", (SentRootState)sent.State, SentRootState.Sent)
            ?? Differs("the sent root's hub", sent.Hub, item.Hub)
            ?? Differs("the sent root's destination", sent.HubSelector, item.Lane.Destination.Value)
            ?? Differs("the root's asset", root.Asset, item.Asset)
            ?? Differs("the root's count", root.Count, asking.Evidence.LeafCount)
            ?? Differs("the root's hub", root.Peer, item.Hub)
            ?? Differs("the root's destination", root.DestSelector, item.Lane.Destination.Value)
            ?? Differs("the message id", CcipHashing.MessageId(message, onRamp), header.MessageId)
            ?? Differs("the message's id beside RootSent", header.MessageId, root.MessageId)
            ?? Differs("the message's sender", message.Sender, item.Satellite)
            ?? Differs("the message's receiver", CcipAddress.Decode(message.Receiver), item.Hub)
            ?? Differs("the message's source", header.SourceChainSelector, item.Lane.Source.Value)
            ?? Differs("the message's destination", header.DestChainSelector, item.Lane.Destination.Value)
            ?? Differs(
                "the message's root",
                PeerMessageCodec.Decode(message.Data, QLStake.Protocol.Messages.Route.Of(item))?.Root,
                asking.Root
            );
    }

    private static Finding<SentMessage>.Seen Seen(SourceSighting seen, Address onRamp)
    {
        var message = seen.Message!.Message;
        var leaf = CcipHashing.Leaf(CcipDelivery.Of(message), onRamp);
        return new(new(message.Header.MessageId, message.Header.SequenceNumber, leaf), seen.Finalized, seen.Time);
    }

    private static StakeItem ItemOf(StakeItem asked, QLStakeSatellite.Item found) =>
        asked with
        {
            Asset = found.Asset,
            Amount = new(found.Amount),
            Receiver = found.Receiver,
            RefundTo = found.RefundTo,
            Nonce = found.Nonce,
            Index = found.Index,
        };

    private static string? Differs<T>(string what, T found, T expected) =>
        EqualityComparer<T>.Default.Equals(found, expected) ? null : $"{what}: expected {expected}, found {found}";

    private static Finding<SentMessage>.NotYet NotYet(string missing) => new(missing);

    private static Finding<SentMessage>.Contradiction Contradiction(string what) => new(what);
}
