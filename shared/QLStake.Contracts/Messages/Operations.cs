using System.Text.Json.Serialization;

namespace QLStake.Contracts;

/// <summary>Router to executor: a call that is no mint. Anyone may make it, so it carries all that the contract asks for.</summary>
public interface IExecuteOperation
{
    /// <summary>What the executor's answers name; the same operation has the same id whenever it is said.</summary>
    string OperationId { get; }

    /// <summary>Counts what is asked anew, with fresh approvals; an answer names the round it answers.</summary>
    int Round { get; }
}

/// <summary>Router to executor: give this stake back on its hub (<c>IQLHubReleases.refund</c>).</summary>
[Message("execute-refund.v1")]
public sealed record ExecuteRefund(
    StakeId StakeId,
    int Round,
    StakeItem Item,
    B256 Root,
    IReadOnlyList<B256> Proof,
    IReadOnlyList<RefundApproved> Approvals
) : IExecuteOperation
{
    [JsonIgnore]
    public string OperationId => $"refund-{StakeId}";
}

/// <summary>
/// Router to executor: pay this leaf on its satellite (<c>IQLSatellitePayouts.release</c>, or <c>releaseRefund</c> with the
/// stake that it gives back).
/// </summary>
/// <param name="Proof">From <paramref name="Leaf"/> to <paramref name="Root"/>.</param>
/// <param name="Staked">The stake's own leaf and proof for a refund; null for a redemption.</param>
[Message("execute-release.v1")]
public sealed record ExecuteRelease(
    B256 Leaf,
    int Round,
    ReleaseItem Item,
    B256 Root,
    IReadOnlyList<B256> Proof,
    StakedLeaf? Staked
) : IExecuteOperation
{
    [JsonIgnore]
    public string OperationId => $"release-{Leaf}";
}

/// <summary>A stake's leaf, with the proof to the root it was sent in.</summary>
public sealed record StakedLeaf(StakeItem Item, B256 Root, IReadOnlyList<B256> Proof);

/// <summary>Router to executor: pay what waits under this leaf (<c>IQLSatellitePayouts.payRest</c>).</summary>
/// <param name="Round">Counts the instalments.</param>
[Message("execute-rest.v1")]
public sealed record ExecuteRest(B256 Leaf, int Round, ChainSelector Chain, Address Satellite) : IExecuteOperation
{
    [JsonIgnore]
    public string OperationId => $"rest-{Leaf}";
}

/// <summary>Router to executor: credit these rewards on their hub (<c>IQLHubMints.creditRewards</c>).</summary>
[Message("execute-rewards.v1")]
public sealed record ExecuteRewards(
    B256 Leaf,
    int Round,
    StakeItem Item,
    B256 Root,
    IReadOnlyList<MintApproved> Approvals
) : IExecuteOperation
{
    [JsonIgnore]
    public string OperationId => $"rewards-{Leaf}";
}

/// <summary>Router to executor: bring a quorum's sign of life (<c>IQLHubMints.heartbeat</c>).</summary>
[Message("execute-heartbeat.v1")]
public sealed record ExecuteHeartbeat(
    ChainSelector Chain,
    Address Hub,
    ulong At,
    IReadOnlyList<HeartbeatSigned> Signatures
) : IExecuteOperation
{
    [JsonIgnore]
    public string OperationId => $"heartbeat-{Chain}-{At}";

    [JsonIgnore]
    public int Round => 1;
}

/// <summary>Executor: a transaction with this call was sent.</summary>
[Message("operation-submitted.v1")]
public sealed record OperationSubmitted(string OperationId, int Round, B256 TxHash);

/// <summary>Executor: the contract would not take it now; it is tried again at <paramref name="RetryAt"/>.</summary>
[Message("operation-postponed.v1")]
public sealed record OperationPostponed(string OperationId, int Round, string Reason, DateTimeOffset RetryAt);

/// <summary>Executor: it can never be taken as it is: approvals expired, or it makes no sense. The router asks anew or gives up.</summary>
[Message("operation-returned.v1")]
public sealed record OperationReturned(string OperationId, int Round, string Reason);
