using QLStake.Contracts;
using QLStake.Protocol.Bindings;

namespace QLStake.FeeAccounting;

/// <summary>What the satellite's quote says, in the fee token.</summary>
/// <param name="Ccip">All that CCIP takes; a queued stake's share of it.</param>
/// <param name="Subsidy">What of it the subsidy pot pays.</param>
/// <param name="Charged">What the staker pays: <c>Ccip + Protocol - Subsidy</c>.</param>
public sealed record ChargedFees(Wei Ccip, Wei Protocol, Wei Subsidy, Wei Charged)
{
    public Wei CcipFromStaker => new(Ccip.Value - Subsidy.Value);

    internal static ChargedFees Of(QLStakeSatellite.Quote quote) =>
        new(new(quote.CcipFee), new(quote.ExecutionFee), new(quote.Subsidy), new(quote.Total));
}

/// <summary>All that is known when a stake is quoted.</summary>
/// <param name="Ccip">CCIP's fee in both tokens.</param>
/// <param name="Bucket">The satellite's limit on stakes of the asset.</param>
/// <param name="Block">The satellite's chain's block, and its time <paramref name="At"/>.</param>
public sealed record StakeSight(
    ChargedFees Fees,
    CcipFees Ccip,
    BucketSight Bucket,
    ulong Block,
    DateTimeOffset At,
    HubView Hub,
    RecentGas MintGas,
    LaneTimes Times,
    IReadOnlyList<QuoteLimit> Guard
);
