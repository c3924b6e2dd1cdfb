namespace QLStake.Contracts;

/// <summary>Router to guards: this stake is rejected by enough of them; sign that it may be given back.</summary>
/// <param name="Round">Counts the askings of one stake's refund; an answer names the round it answers.</param>
/// <param name="Evidence">Hints, as for a mint.</param>
[Message("approve-refund.v1")]
public sealed record ApproveRefund(
    StakeId StakeId,
    int Round,
    StakeItem Item,
    B256 Root,
    IReadOnlyList<B256> Proof,
    MintEvidence Evidence,
    string Reason
);

/// <summary>The guard signs: the hub gives the stake back until <paramref name="Expires"/> (EIP-712 <c>RefundApproval</c>).</summary>
/// <param name="Expires">Seconds since 1970, the hub's block time.</param>
/// <param name="Signature">65 bytes r ‖ s ‖ v as 0x-hex.</param>
[Message("refund-approved.v1")]
public sealed record RefundApproved(
    StakeId StakeId,
    int Round,
    Address Guardian,
    B256 Root,
    ulong Expires,
    string Signature
);

/// <summary>No signature: the guard did not reject this stake, or cannot prove its lock now. It may be asked again at <paramref name="RetryAt"/>.</summary>
[Message("refund-refused.v1")]
public sealed record RefundRefused(StakeId StakeId, int Round, Address Guardian, string Reason, DateTimeOffset RetryAt);
