using System.Text.Json.Serialization;

namespace QLStake.Contracts;

/// <summary>What a log says. Each kind has its own wire name and version; old ones are never changed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "fact")]
[JsonDerivedType(typeof(StakeLocked), "stake-locked.v1")]
[JsonDerivedType(typeof(RootSent), "root-sent.v1")]
[JsonDerivedType(typeof(MessageSent), "message-sent.v1")]
[JsonDerivedType(typeof(RootCommitted), "root-committed.v1")]
[JsonDerivedType(typeof(MessageExecuted), "message-executed.v1")]
[JsonDerivedType(typeof(RootReceived), "root-received.v1")]
[JsonDerivedType(typeof(Minted), "minted.v1")]
[JsonDerivedType(typeof(MintSkipped), "mint-skipped.v1")]
[JsonDerivedType(typeof(MintsPaused), "mints-paused.v1")]
[JsonDerivedType(typeof(MintsUnpaused), "mints-unpaused.v1")]
[JsonDerivedType(typeof(TransferSent), "transfer-sent.v1")]
[JsonDerivedType(typeof(TransferArrived), "transfer-arrived.v1")]
[JsonDerivedType(typeof(StakeQueued), "stake-queued.v1")]
[JsonDerivedType(typeof(BatchFlushed), "batch-flushed.v1")]
[JsonDerivedType(typeof(StakeRefunded), "stake-refunded.v1")]
[JsonDerivedType(typeof(Redeemed), "redeemed.v1")]
[JsonDerivedType(typeof(Released), "released.v1")]
[JsonDerivedType(typeof(StakeReturned), "stake-returned.v1")]
[JsonDerivedType(typeof(PaidOut), "paid-out.v1")]
[JsonDerivedType(typeof(PayoutFailed), "payout-failed.v1")]
[JsonDerivedType(typeof(RestWaits), "rest-waits.v1")]
[JsonDerivedType(typeof(Claimed), "claimed.v1")]
[JsonDerivedType(typeof(RewardsFunded), "rewards-funded.v1")]
[JsonDerivedType(typeof(RewardsCredited), "rewards-credited.v1")]
[JsonDerivedType(typeof(QuorumSeen), "quorum-seen.v1")]
[JsonDerivedType(typeof(FloatMoved), "float-moved.v1")]
[JsonDerivedType(typeof(SubsidyMoved), "subsidy-moved.v1")]
[JsonDerivedType(typeof(FeesWithdrawn), "fees-withdrawn.v1")]
[JsonDerivedType(typeof(TokenPriced), "token-priced.v1")]
[JsonDerivedType(typeof(LossRecorded), "loss-recorded.v1")]
[JsonDerivedType(typeof(BackingLost), "backing-lost.v1")]
public abstract record Fact;

/// <summary>Satellite: an asset is locked. Fees are in <paramref name="FeeToken"/>; the zero address is the native token.</summary>
/// <param name="CcipFee">What CCIP took, whoever paid it.</param>
/// <param name="Subsidy">The part of <paramref name="CcipFee"/> that the subsidy pot paid; the staker paid the rest.</param>
public sealed record StakeLocked(
    StakeId StakeId,
    StakeItem Item,
    Address Staker,
    Address FeeToken,
    Wei CcipFee,
    Wei ExecutionFee,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Wei Subsidy = default
) : Fact;

/// <summary>Either end: a root of one or many leaves left in a CCIP message.</summary>
/// <param name="Peer">The contract it goes to.</param>
public sealed record RootSent(
    MessageId MessageId,
    B256 Root,
    MessageKind Kind,
    Address Asset,
    uint Count,
    Assets Total,
    ChainSelector Destination,
    [property: JsonPropertyName("hub")] Address Peer
) : Fact;

/// <summary>CCIP OnRamp: a message of one of our contracts was accepted (<c>CCIPMessageSent</c>).</summary>
/// <param name="FeeToken">What the CCIP fee was paid in, wrapped native for native; zero in facts that did not say it yet.</param>
public sealed record MessageSent(
    MessageId MessageId,
    Lane Lane,
    ulong SequenceNumber,
    Address Sender,
    Address Receiver,
    ulong GasLimit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Address FeeToken = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Wei CcipFee = default
) : Fact, ICcipMessage;

/// <summary>
/// CCIP OnRamp: our liquid token leaves a chain, burned by its pool there (<c>CCIPMessageSent</c> with a token amount of the
/// pool's), whoever sends it and with whatever data.
/// </summary>
/// <param name="Pool">Our pool on the source chain.</param>
/// <param name="Amount">What was burned; the same is minted on arrival.</param>
/// <param name="DataBytes">Length of the message's own data.</param>
/// <param name="FeeToken">What the CCIP fee was paid in; wrapped native for native.</param>
public sealed record TransferSent(
    MessageId MessageId,
    Lane Lane,
    ulong SequenceNumber,
    Address Sender,
    Address Receiver,
    Address Pool,
    Shares Amount,
    uint DataBytes,
    ulong GasLimit,
    Address FeeToken,
    Wei CcipFee
) : Fact, ICcipMessage;

/// <summary>Our pool on the destination chain, while CCIP executed the message: minted for the receiver (<c>ReleasedOrMinted</c>).</summary>
public sealed record TransferArrived(MessageId MessageId, Lane Lane, Address Pool, Address Receiver, Shares Amount)
    : Fact;

/// <summary>What CCIP numbers on a lane; commits and executions name it by that number.</summary>
public interface ICcipMessage
{
    MessageId MessageId { get; }
    Lane Lane { get; }
    ulong SequenceNumber { get; }
}

/// <summary>CCIP OffRamp: the DON committed a Merkle root over a range of sequence numbers (<c>CommitReportAccepted</c>).</summary>
public sealed record RootCommitted(Lane Lane, ulong MinSequenceNumber, ulong MaxSequenceNumber, B256 MerkleRoot) : Fact;

/// <summary>CCIP OffRamp: an execution attempt ended (<c>ExecutionStateChanged</c>). A failure's return data says why.</summary>
public sealed record MessageExecuted(
    MessageId MessageId,
    Lane Lane,
    ulong SequenceNumber,
    ExecutionState State,
    string ReturnData,
    ulong GasUsed
) : Fact;

/// <summary>Either end: the root is recorded; from here its leaves can be minted, or paid.</summary>
public sealed record RootReceived(
    MessageId MessageId,
    B256 Root,
    ChainSelector Source,
    Address Peer,
    MessageKind Kind,
    Address Asset,
    uint Count,
    Assets Total
) : Fact;

/// <summary>Hub: a leaf is consumed and its shares are with the receiver.</summary>
public sealed record Minted(
    StakeId StakeId,
    B256 Root,
    Address Receiver,
    Address Asset,
    Assets Assets,
    Shares Shares,
    B256 PolicyHash
) : Fact;

/// <summary>Hub: an entry of a batch was passed over; the revert data says why.</summary>
public sealed record MintSkipped(StakeId StakeId, string Reason) : Fact;

/// <summary>Hub: minting is paused.</summary>
/// <param name="Until">When the pause lapses by itself, by the hub's clock; null in facts of hubs whose pauses did not lapse.</param>
public sealed record MintsPaused(Address By, DateTimeOffset? Until = null) : Fact;

/// <summary>Hub: minting is possible again.</summary>
public sealed record MintsUnpaused(Address By) : Fact;
