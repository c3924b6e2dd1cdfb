namespace QLStake.MintExecutor;

/// <summary>How much gas an operation is sent with.</summary>
internal static class OperationGas
{
    /// <summary>
    /// A payout leaves 320,000 gas before it pays (<c>SatellitePayouts.PAYOUT_GAS</c>), whatever is used of it, behind proofs,
    /// buckets and books; what is not used is not paid.
    /// </summary>
    private const ulong LeastForPayout = 500_000;

    /// <summary>The state may move before the transaction runs.</summary>
    public static ulong Limit(OperationKind kind, ulong used, ulong most) =>
        Math.Min(most, Math.Max(Floor(kind, used), used + used / 2));

    /// <summary>The least that may suffice.</summary>
    public static ulong Floor(OperationKind kind, ulong used) =>
        kind is OperationKind.Release or OperationKind.ReleaseRefund or OperationKind.Rest
            ? Math.Max(LeastForPayout, used)
            : used;
}
