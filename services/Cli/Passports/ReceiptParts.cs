using System.Diagnostics.CodeAnalysis;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Logs;
using QLStake.Evm.Trie;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;
using QLStake.Protocol.Messages;

namespace QLStake.Cli;

/// <summary>What of a passport stands in the receipts of a block: the way from the lock to the mint.</summary>
internal static class ReceiptParts
{
    public static string Lock(Passport passport)
    {
        ExpectChain(passport.Lock, passport.Item.Lane.Source);
        var logs = Of(passport.Lock.Open(), passport.Contracts.Satellite);
        foreach (var log in logs)
        {
            var found =
                QLStakeSatellite.StakeLocked.TryDecode(log, out var locked) ? (locked.StakeId, locked.Item)
                : QLStakeSatellite.LeafQueued.TryDecode(log, out var queued) ? (queued.Leaf, queued.Item)
                : default;
            if (found.Item1 == passport.StakeId.Value && found.Item2 is { } item)
            {
                Expect.That("the locked amount", passport.Item.Amount.Value, item.Amount);
                Expect.That("the receiver", passport.Item.Receiver, item.Receiver);
                return $"locked in block {passport.Lock.BlockNumber}";
            }
        }

        throw new PassportException("Expected the stake's lock among the receipt's logs, found none.");
    }

    public static string Sending(Passport passport)
    {
        var message = MessageOf(passport);
        return $"sent as message {message.Header.MessageId}, number {message.Header.SequenceNumber} of its lane";
    }

    /// <summary>The message, once all is checked that the receipt says of it.</summary>
    private static OnRamp.EVM2AnyRampMessage MessageOf(Passport passport)
    {
        ExpectChain(passport.Sending, passport.Item.Lane.Source);
        var receipt = passport.Sending.Open();
        var root =
            Find<QLStakeSatellite.RootSent>(
                Of(receipt, passport.Contracts.Satellite),
                QLStakeSatellite.RootSent.TryDecode,
                sent => sent.Root == passport.Root.Root
            ) ?? throw new PassportException($"Expected RootSent of {passport.Root.Root}, found none.");
        var message =
            Find<OnRamp.CCIPMessageSent>(
                Of(receipt, passport.Contracts.OnRamp),
                OnRamp.CCIPMessageSent.TryDecode,
                sent => sent.Message.Header.MessageId == root.MessageId
            )?.Message
            ?? throw new PassportException($"Expected CCIP's message {root.MessageId}, found none.");
        Expect.That(
            "the message id",
            message.Header.MessageId,
            CcipHashing.MessageId(message, passport.Contracts.OnRamp)
        );
        Expect.That("the message's sender", passport.Contracts.Satellite, message.Sender);
        Expect.That("the message's receiver", passport.Contracts.Hub, CcipAddress.Decode(message.Receiver));
        Expect.That("the message's source", passport.Item.Lane.Source.Value, message.Header.SourceChainSelector);
        Expect.That(
            "the message's destination",
            passport.Item.Lane.Destination.Value,
            message.Header.DestChainSelector
        );
        Expect.That(
            "the message's root",
            passport.Root.Root,
            PeerMessageCodec.Decode(message.Data, Route.Of(passport.Item))?.Root ?? B256.Zero
        );
        return message;
    }

    public static string Ccip(Passport passport)
    {
        var leaf = LeafOf(passport);
        var proof = new CcipMultiProof(passport.Ccip.Hashes, U256.Parse(passport.Ccip.Flags));
        Expect.That("CCIP's root", passport.Ccip.Root, CcipMerkle.RootOf([leaf], proof));
        return $"the message's leaf {leaf} is under CCIP's root {passport.Ccip.Root}";
    }

    private static B256 LeafOf(Passport passport) =>
        CcipHashing.Leaf(CcipDelivery.Of(MessageOf(passport)), passport.Contracts.OnRamp);

    public static string Commit(Passport passport)
    {
        ExpectChain(passport.Commit, passport.Item.Lane.Destination);
        _ =
            Find<OffRamp.CommitReportAccepted>(
                Of(passport.Commit.Open(), passport.Contracts.OffRamp),
                OffRamp.CommitReportAccepted.TryDecode,
                report =>
                    report
                        .BlessedMerkleRoots.Concat(report.UnblessedMerkleRoots)
                        .Any(root =>
                            root.MerkleRootValue == passport.Ccip.Root
                            && root.SourceChainSelector == passport.Item.Lane.Source.Value
                        )
            ) ?? throw new PassportException($"Expected a commit of root {passport.Ccip.Root}, found none.");
        return $"CCIP's root was committed in block {passport.Commit.BlockNumber}";
    }

    public static string Arrival(Passport passport)
    {
        ExpectChain(passport.Arrival, passport.Item.Lane.Destination);
        var (receipt, leaf) = (passport.Arrival.Open(), LeafOf(passport));
        var received =
            Find<QLStakeHub.RootReceived>(
                Of(receipt, passport.Contracts.Hub),
                QLStakeHub.RootReceived.TryDecode,
                received => received.Root == passport.Root.Root && received.Peer == passport.Contracts.Satellite
            )
            ?? throw new PassportException(
                $"Expected the hub to have received root {passport.Root.Root}, found no such log."
            );
        _ =
            Find<OffRamp.ExecutionStateChanged>(
                Of(receipt, passport.Contracts.OffRamp),
                OffRamp.ExecutionStateChanged.TryDecode,
                executed =>
                    executed.MessageId == received.MessageId
                    && executed.MessageHash == leaf
                    && (ExecutionState)executed.State == ExecutionState.Success
            )
            ?? throw new PassportException(
                $"Expected the execution of message {received.MessageId} with leaf {leaf}, found none."
            );
        return $"the hub received the root in block {passport.Arrival.BlockNumber}";
    }

    public static string Mint(Passport passport)
    {
        ExpectChain(passport.Mint, passport.Item.Lane.Destination);
        var minted =
            Find<QLStakeHub.Minted>(
                Of(passport.Mint.Open(), passport.Contracts.Hub),
                QLStakeHub.Minted.TryDecode,
                minted => minted.StakeId == passport.StakeId.Value
            ) ?? throw new PassportException("Expected the stake's mint among the receipt's logs, found none.");
        Expect.That("the minted root", passport.Root.Root, minted.Root);
        Expect.That("the receiver of the shares", passport.Item.Receiver, minted.Receiver);
        return $"{minted.Shares} shares were minted to {minted.Receiver} in block {passport.Mint.BlockNumber}";
    }

    private static IEnumerable<Log> Of(ConsensusReceipt receipt, Address contract) =>
        receipt.Logs.Where(log => log.Address == contract);

    private delegate bool Decoder<T>(Log log, [NotNullWhen(true)] out T? decoded)
        where T : class;

    private static T? Find<T>(IEnumerable<Log> logs, Decoder<T> decode, Func<T, bool> isMeant)
        where T : class =>
        logs.Select(log => decode(log, out var found) ? found : null)
            .FirstOrDefault(found => found is not null && isMeant(found));

    private static void ExpectChain(ProvenReceipt receipt, ChainSelector chain) =>
        Expect.That("the receipt's chain", chain, receipt.Chain);
}
