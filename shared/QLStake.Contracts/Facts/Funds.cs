namespace QLStake.Contracts;

/// <summary>Satellite: an asset is locked as yield, and a Rewards root of one leaf left in the same transaction.</summary>
/// <param name="CcipFee">In native coin, paid by <paramref name="From"/>.</param>
public sealed record RewardsFunded(B256 Leaf, Address From, StakeItem Item, Wei CcipFee) : Fact;

/// <summary>Hub: rewards back the liquid token more, all of them by <paramref name="VestsUntil"/>.</summary>
/// <param name="Amount">Normalised to 18 decimals.</param>
public sealed record RewardsCredited(
    B256 Leaf,
    B256 Root,
    Address LiquidToken,
    Assets Amount,
    DateTimeOffset VestsUntil
) : Fact;

/// <summary>Hub: the DAO wrote off what stood behind a liquid token; each share is worth less from then on.</summary>
/// <param name="Source">The chain of the satellite that held it.</param>
/// <param name="Peer">That satellite.</param>
/// <param name="Amount">Normalised to 18 decimals.</param>
public sealed record BackingLost(Address LiquidToken, ChainSelector Source, Address Peer, Address Asset, Assets Amount)
    : Fact;

/// <summary>Hub: enough guardians gave a sign of life, by the hub's clock. A mint or refund they approved is one too.</summary>
public sealed record QuorumSeen(DateTimeOffset SignedAt) : Fact;

public enum MoneyFlow
{
    In,
    Out,
}

/// <summary>Satellite: native coin for paying CCIP came in from an account, or left to one.</summary>
public sealed record FloatMoved(MoneyFlow Flow, Address Account, Wei Amount) : Fact;

/// <summary>Satellite: native coin of the subsidy pot came in from an account, or left to one.</summary>
public sealed record SubsidyMoved(MoneyFlow Flow, Address Account, Wei Amount) : Fact;

/// <summary>Satellite: accrued execution fees left for the treasury; the zero address is the native token.</summary>
public sealed record FeesWithdrawn(Address FeeToken, Address To, Wei Amount) : Fact;

/// <summary>Satellite: the DAO wrote off locked principal that is gone.</summary>
/// <param name="Amount">In the asset's smallest unit.</param>
public sealed record LossRecorded(Address Asset, Assets Amount) : Fact;

/// <summary>CCIP FeeQuoter: what a token is worth from now on (<c>UsdPerTokenUpdated</c>).</summary>
/// <param name="UsdPerToken">US dollars, 18 decimals, for 10^18 of the token's smallest unit.</param>
public sealed record TokenPriced(Address Token, U256 UsdPerToken) : Fact;
