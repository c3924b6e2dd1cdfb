using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using QLStake.Protocol.Messages;

namespace QLStake.Cli;

/// <summary>Recovers who signed what was written down.</summary>
/// <param name="hubs">EIP-155 chain id of each hub's chain.</param>
internal sealed class SignatureCheck(IReadOnlyDictionary<ChainSelector, ulong> hubs, AuditNotes notes)
{
    /// <param name="item">The stake, whose hub the signature is for; null if it is not known.</param>
    /// <param name="digest">Of what was signed, from the EIP-712 domain separator.</param>
    public void Recovers(
        StoredEvent stored,
        StakeItem? item,
        Func<B256, B256> digest,
        string signature,
        Address signer,
        string what
    )
    {
        if (item is null || !hubs.TryGetValue(item.Lane.Destination, out var chainId))
        {
            notes.Note($"The hub's chain of {stored.Stream} is not configured: its signatures were not recovered.");
            return;
        }

        var signed = digest(MintApproval.Domain(chainId, item.Hub).Separator());
        if (!Secp256k1.TryRecover(signed, Signature.FromSpan(Hex.Decode(signature)), out var found) || found != signer)
        {
            notes.Find(
                stored.Sequence,
                stored.Stream,
                $"Expected {what} signed by {signer}, found a signature of {found}: it was signed by another, or says something else."
            );
        }
    }
}
