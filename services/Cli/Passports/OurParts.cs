using System.Buffers;
using System.Text.Json;
using QLStake.Evm;
using QLStake.Hosting;
using QLStake.Protocol.Messages;

namespace QLStake.Cli;

/// <summary>What of a passport needs no receipt: the stake's item, its root, the guards' signatures, the services' events.</summary>
internal static class OurParts
{
    public static string Item(Passport passport)
    {
        Expect.That("the item's leaf", passport.StakeId, Leaf.IdOf(passport.Item));
        Expect.That("the item's satellite", passport.Contracts.Satellite, passport.Item.Satellite);
        Expect.That("the item's hub", passport.Contracts.Hub, passport.Item.Hub);
        return $"{passport.Item.Amount} of {passport.Item.Asset} for {passport.Item.Receiver} hash to the stake id";
    }

    public static string Root(Passport passport)
    {
        if (!LeafTree.Proves(passport.Root.Proof, passport.Root.Root, passport.StakeId.Value))
        {
            throw new PassportException(
                $"Expected a proof from the stake's leaf to root {passport.Root.Root}, found another."
            );
        }

        return $"the stake is a leaf of root {passport.Root.Root}";
    }

    public static string Approvals(Passport passport)
    {
        var domain = MintApproval.Domain(passport.Contracts.HubChainId, passport.Contracts.Hub).Separator();
        foreach (var approval in passport.Approvals)
        {
            Expect.That("the approved stake", passport.StakeId, approval.StakeId);
            Expect.That("the approved root", passport.Root.Root, approval.Root);
            var digest = new MintApproval(
                approval.StakeId,
                approval.Root,
                approval.Expires,
                approval.PolicyHash
            ).Digest(domain);
            var signer = Secp256k1.Recover(digest, Signature.FromSpan(Hex.Decode(approval.Signature)));
            Expect.That("the approval's signer", approval.Guardian, signer);
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

    public static string Events(Passport passport)
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
}
