using System.Text.Json;
using QLStake.Contracts;
using QLStake.Evm.Trie;

namespace QLStake.Cli;

/// <summary>
/// A stake's life as somebody can check it who trusts neither us nor the file: everything is proven from block hashes and
/// signatures, and those are told.
/// </summary>
/// <param name="Version">Of this format.</param>
/// <param name="Item">What was locked; its leaf is the stake id.</param>
/// <param name="Root">Under which it left, and the nodes from its leaf to it.</param>
/// <param name="Lock">The receipt of the lock.</param>
/// <param name="Sending">The receipt of the message that carried the root.</param>
/// <param name="Commit">The receipt of CCIP's commit on the hub's chain.</param>
/// <param name="Arrival">The receipt of the message's execution there.</param>
/// <param name="Mint">The receipt of the mint.</param>
/// <param name="Events">What the services wrote down, with the links of their hash chains.</param>
public sealed record Passport(
    int Version,
    StakeId StakeId,
    StakeItem Item,
    PassportContracts Contracts,
    PassportRoot Root,
    ProvenReceipt Lock,
    ProvenReceipt Sending,
    CcipProof Ccip,
    ProvenReceipt Commit,
    ProvenReceipt Arrival,
    PassportGuards Guards,
    IReadOnlyList<MintApproved> Approvals,
    ProvenReceipt Mint,
    IReadOnlyList<PassportEvent> Events
)
{
    public const int Newest = 1;
}

/// <summary>Which contracts the passport is about; that they are the right ones is for the reader to compare.</summary>
/// <param name="HubChainId">EIP-155 id of the hub's chain.</param>
public sealed record PassportContracts(
    Address Satellite,
    Address OnRamp,
    Address OffRamp,
    Address Hub,
    ulong HubChainId
);

/// <param name="Proof">Nodes beside the path from the stake's leaf to the root, lowest first; none where it left alone.</param>
public sealed record PassportRoot(B256 Root, IReadOnlyList<B256> Proof);

/// <summary>From the message's leaf to the root that CCIP's network has signed.</summary>
/// <param name="Root">Of the commit report.</param>
/// <param name="Flags">As a decimal number (<c>proofFlagBits</c>).</param>
public sealed record CcipProof(B256 Root, IReadOnlyList<B256> Hashes, string Flags);

/// <param name="Guardians">Who may approve: n.</param>
/// <param name="Threshold">How many have to: k.</param>
public sealed record PassportGuards(IReadOnlyList<Address> Guardians, int Threshold);

/// <summary>A receipt and its way to its block's hash.</summary>
/// <param name="Chain">CCIP's selector.</param>
/// <param name="BlockHash">What is to be compared with a chain one trusts.</param>
/// <param name="Header">The header's RLP, 0x-hex.</param>
/// <param name="Place">The transaction's index in the block.</param>
/// <param name="Nodes">Of the receipts' trie, the root first, 0x-hex; the last holds the receipt.</param>
public sealed record ProvenReceipt(
    ChainSelector Chain,
    ulong BlockNumber,
    B256 BlockHash,
    string Header,
    int Place,
    IReadOnlyList<string> Nodes
)
{
    /// <summary>The receipt, proven from the block hash that is told.</summary>
    /// <exception cref="QLStake.Evm.EvmDataException">It does not follow from it.</exception>
    public ConsensusReceipt Open()
    {
        var header = ConsensusHeader.Decode(Hex.Decode(Header));
        if (header.Hash != BlockHash || header.Number != BlockNumber)
        {
            throw new QLStake.Evm.EvmDataException(
                $"Expected the header of block {BlockNumber} {BlockHash}, found that of {header.Number} {header.Hash}."
            );
        }

        var receipt = ConsensusReceipt.Decode(
            ReceiptTrie.Open(header.ReceiptsRoot, Place, [.. Nodes.Select(node => Hex.Decode(node))])
        );
        return receipt.Succeeded
            ? receipt
            : throw new QLStake.Evm.EvmDataException("Expected a transaction that succeeded, found one that reverted.");
    }
}

/// <summary>An event as a service stored it, and its place in that database's hash chain.</summary>
/// <param name="Previous">The link before.</param>
/// <param name="Link">Its own.</param>
public sealed record PassportEvent(
    string Service,
    string Stream,
    long Sequence,
    long Version,
    DateTimeOffset At,
    string Type,
    JsonElement Data,
    B256 Previous,
    B256 Link
);
