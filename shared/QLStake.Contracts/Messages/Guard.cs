using System.Text.Json.Serialization;

namespace QLStake.Contracts;

/// <summary>Router to guards: decide whether this stake may be minted. Asked again with a higher round until answered.</summary>
/// <param name="Round">Counts the askings of one stake; an answer names the round it answers.</param>
/// <param name="Kind">What the leaf is; null for a stake. Rewards are approved like a mint, their leaf in the place of the stake's id.</param>
/// <param name="Evidence">Where the router saw the lock and the message; the guard reads all of it again itself.</param>
[Message("approve-mint.v1")]
public sealed record ApproveMint(
    StakeId StakeId,
    int Round,
    StakeItem Item,
    B256 Root,
    IReadOnlyList<B256> Proof,
    MintEvidence Evidence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MessageKind? Kind = null
);

/// <summary>Where to look for what has to be proven. Hints: a guard believes none of them.</summary>
public sealed record MintEvidence(
    MessageId MessageId,
    ulong SequenceNumber,
    BlockRef LockBlock,
    B256 LockTx,
    uint LeafCount
);

/// <summary>A guard's answer to one asking.</summary>
public interface IVerdict
{
    StakeId StakeId { get; }
    int Round { get; }
    Address Guardian { get; }
}

/// <summary>The guard signs: the hub accepts this until <paramref name="Expires"/> (EIP-712 <c>MintApproval</c>).</summary>
/// <param name="Expires">Seconds since 1970, the hub's block time.</param>
/// <param name="Signature">65 bytes r ‖ s ‖ v as 0x-hex.</param>
[Message("mint-approved.v1")]
public sealed record MintApproved(
    StakeId StakeId,
    int Round,
    Address Guardian,
    B256 Root,
    ulong Expires,
    B256 PolicyHash,
    string Signature
) : IVerdict;

/// <summary>It does not fit the limits now and will at <paramref name="Until"/>; the guard answers again then by itself.</summary>
[Message("mint-deferred.v1")]
public sealed record MintDeferred(StakeId StakeId, int Round, Address Guardian, DateTimeOffset Until, string Reason)
    : IVerdict;

/// <summary>A human has to look: above a cap, or the endpoints disagree.</summary>
[Message("mint-held.v1")]
public sealed record MintHeld(StakeId StakeId, int Round, Address Guardian, string Reason) : IVerdict;

/// <summary>Never mintable under any limits; ends in a refund.</summary>
[Message("mint-rejected.v1")]
public sealed record MintRejected(StakeId StakeId, int Round, Address Guardian, string Reason) : IVerdict;

/// <summary>No verdict: something that has to be proven is not visible yet. The guard looks again by itself.</summary>
[Message("mint-not-yet-provable.v1")]
public sealed record MintNotYetProvable(
    StakeId StakeId,
    int Round,
    Address Guardian,
    DateTimeOffset RetryAt,
    string Missing
) : IVerdict;
