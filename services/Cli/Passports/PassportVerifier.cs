using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Logs;
using QLStake.Evm.Trie;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;
using QLStake.Protocol.Messages;

namespace QLStake.Cli;

/// <summary>What became of checking one part of a passport.</summary>
/// <param name="Part">Its name in the file.</param>
/// <param name="Says">What it proves, or what is wrong with it.</param>
public sealed record PassportVerdict(string Part, bool Holds, string Says);

/// <summary>
/// Checks a passport by itself: no chain, no database, no clock. Each part is checked on its own, against what other parts
/// claim, so that one that is wrong is named.
/// </summary>
public static class PassportVerifier
{
    public static IReadOnlyList<PassportVerdict> Verify(Passport passport) =>
        [
            Check("item", () => Item(passport)),
            Check("root", () => Root(passport)),
            Check("lock", () => Lock(passport)),
            Check("sending", () => Sending(passport)),
            Check("ccip", () => Ccip(passport)),
            Check("commit", () => Commit(passport)),
            Check("arrival", () => Arrival(passport)),
            Check("approvals", () => Approvals(passport)),
            Check("mint", () => Mint(passport)),
            Check("events", () => Events(passport)),
        ];

    private static PassportVerdict Check(string part, Func<string> check)
    {
        try
        {
            return new(part, true, check());
        }
        catch (Exception error)
            when (error
                    is EvmDataException
                        or PassportException
                        or ArgumentException
                        or FormatException
                        or OverflowException
            )
        {
            return new(part, false, error.Message);
        }
    }

    private static string Item(Passport passport)
    {
        Expect("the item's leaf", passport.StakeId, Leaf.IdOf(passport.Item));
        Expect("the item's satellite", passport.Contracts.Satellite, passport.Item.Satellite);
        Expect("the item's hub", passport.Contracts.Hub, passport.Item.Hub);
        return $"{passport.Item.Amount} of {passport.Item.Asset} for {passport.Item.Receiver} hash to the stake id";
    }

    private static string Root(Passport passport)
    {
        if (!LeafTree.Proves(passport.Root.Proof, passport.Root.Root, passport.StakeId.Value))
        {
            throw new PassportException(
                $"Expected a proof from the stake's leaf to root {passport.Root.Root}, found another."
            );
        }

        return $"the stake is a leaf of root {passport.Root.Root}";
    }

    private static string Lock(Passport passport)
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
                Expect("the locked amount", passport.Item.Amount.Value, item.Amount);
                Expect("the receiver", passport.Item.Receiver, item.Receiver);
                return $"locked in block {passport.Lock.BlockNumber}";
            }
        }

        throw new PassportException("Expected the stake's lock among the receipt's logs, found none.");
    }

    private static string Sending(Passport passport)
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
        Expect("the message id", message.Header.MessageId, CcipHashing.MessageId(message, passport.Contracts.OnRamp));
        Expect("the message's sender", passport.Contracts.Satellite, message.Sender);
        Expect("the message's receiver", passport.Contracts.Hub, CcipAddress.Decode(message.Receiver));
        Expect("the message's source", passport.Item.Lane.Source.Value, message.Header.SourceChainSelector);
        Expect("the message's destination", passport.Item.Lane.Destination.Value, message.Header.DestChainSelector);
        Expect(
            "the message's root",
            passport.Root.Root,
            PeerMessageCodec.Decode(message.Data, Route.Of(passport.Item))?.Root ?? B256.Zero
        );
        return message;
    }

    private static string Ccip(Passport passport)
    {
        var leaf = LeafOf(passport);
        var proof = new CcipMultiProof(passport.Ccip.Hashes, U256.Parse(passport.Ccip.Flags));
        Expect("CCIP's root", passport.Ccip.Root, CcipMerkle.RootOf([leaf], proof));
        return $"the message's leaf {leaf} is under CCIP's root {passport.Ccip.Root}";
    }

    private static B256 LeafOf(Passport passport) =>
        CcipHashing.Leaf(CcipDelivery.Of(MessageOf(passport)), passport.Contracts.OnRamp);

    private static string Commit(Passport passport)
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

    private static string Arrival(Passport passport)
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

    private static string Approvals(Passport passport)
    {
        var domain = MintApproval.Domain(passport.Contracts.HubChainId, passport.Contracts.Hub).Separator();
        foreach (var approval in passport.Approvals)
        {
            Expect("the approved stake", passport.StakeId, approval.StakeId);
            Expect("the approved root", passport.Root.Root, approval.Root);
            var digest = new MintApproval(
                approval.StakeId,
                approval.Root,
                approval.Expires,
                approval.PolicyHash
            ).Digest(domain);
            var signer = Secp256k1.Recover(digest, Signature.FromSpan(Hex.Decode(approval.Signature)));
            Expect("the approval's signer", approval.Guardian, signer);
            if (!passport.Guards.Guardians.Contains(signer))
            {
                throw new PassportException($"Expected one of the guards the passport names, found {signer}.");
            }
        }

        var signers = passport.Approvals.Select(approval => approval.Guardian).Distinct().Count();
        return signers >= passport.Guards.Threshold && signers > 0
            ? $"{signers} of {passport.Guards.Guardians.Count} guards signed, {passport.Guards.Threshold} were needed"
            : throw new PassportException($"Expected {passport.Guards.Threshold} guards' signatures, found {signers}.");
    }

    private static string Mint(Passport passport)
    {
        ExpectChain(passport.Mint, passport.Item.Lane.Destination);
        var minted =
            Find<QLStakeHub.Minted>(
                Of(passport.Mint.Open(), passport.Contracts.Hub),
                QLStakeHub.Minted.TryDecode,
                minted => minted.StakeId == passport.StakeId.Value
            ) ?? throw new PassportException("Expected the stake's mint among the receipt's logs, found none.");
        Expect("the minted root", passport.Root.Root, minted.Root);
        Expect("the receiver of the shares", passport.Item.Receiver, minted.Receiver);
        return $"{minted.Shares} shares were minted to {minted.Receiver} in block {passport.Mint.BlockNumber}";
    }

    private static string Events(Passport passport)
    {
        var scratch = new ArrayBufferWriter<byte>();
        foreach (var told in passport.Events)
        {
            var data = JsonSerializer.SerializeToUtf8Bytes(told.Data);
            var stored = new StoredEvent(told.Sequence, told.Stream, told.Version, told.At, told.Type, data);
            var link = HashChain.Next(told.Previous, stored, scratch);
            if (link != told.Link)
            {
                throw new PassportException(
                    $"Expected link {told.Link} of event {told.Sequence} of {told.Service}, {told.Type}, found {link}."
                );
            }
        }

        return $"{passport.Events.Count} events are what their links say";
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
        Expect("the receipt's chain", chain, receipt.Chain);

    private static void Expect<T>(string what, T expected, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
        {
            throw new PassportException($"Expected {what} {expected}, found {found}.");
        }
    }
}

/// <summary>A part of a passport does not say what it must.</summary>
public sealed class PassportException(string message) : Exception(message);
