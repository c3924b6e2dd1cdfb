namespace QLStake.Contracts;

/// <summary>Router to executor: bring this approved stake to the hub. Carries all the hub asks for.</summary>
[Message("execute-mint.v1")]
public sealed record ExecuteMint(
    StakeId StakeId,
    int Round,
    StakeItem Item,
    B256 Root,
    IReadOnlyList<B256> Proof,
    IReadOnlyList<MintApproved> Approvals
);

/// <summary>Executor: a transaction that holds this mint was sent.</summary>
[Message("mint-submitted.v1")]
public sealed record MintSubmitted(StakeId StakeId, int Round, B256 TxHash, string BatchId);

/// <summary>Executor: the hub would not mint it now; it is tried again at <paramref name="RetryAt"/>.</summary>
[Message("mint-postponed.v1")]
public sealed record MintPostponed(StakeId StakeId, int Round, string Reason, DateTimeOffset RetryAt);

/// <summary>Executor: its approvals have expired or no longer count; the router asks the guards again.</summary>
[Message("mint-returned.v1")]
public sealed record MintReturned(StakeId StakeId, int Round, string Reason);
