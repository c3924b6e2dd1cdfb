namespace QLStake.Contracts;

/// <summary>Hub: a stake's leaf is consumed to be paid back; its refund leaf waits in an open batch.</summary>
/// <param name="Root">The stake's root.</param>
/// <param name="Batch">The batch's key on the hub; <paramref name="Generation"/> counts those sent before it.</param>
public sealed record StakeRefunded(
    StakeId StakeId,
    B256 RefundLeaf,
    B256 Root,
    ReleaseItem Item,
    B256 Batch,
    uint Generation
) : Fact;

/// <summary>Hub: shares are burned, and a Release root of one leaf left in the same transaction.</summary>
/// <param name="ReleaseId">The leaf, which is the root.</param>
public sealed record Redeemed(B256 ReleaseId, Address Redeemer, Address LiquidToken, Shares Shares, ReleaseItem Item)
    : Fact;

/// <summary>Satellite: a leaf of a Release root is consumed; what follows says whether it was paid.</summary>
public sealed record Released(B256 Leaf, B256 Root, Address Receiver, Address Asset, Assets Amount) : Fact;

/// <summary>Satellite: a stake is given back; what follows says whether it was paid.</summary>
/// <param name="Refund">The hub's refund leaf; null where the stake's root was given up or abandoned.</param>
public sealed record StakeReturned(StakeId StakeId, B256? Refund, Address RefundTo, Address Asset, Assets Amount)
    : Fact;

/// <summary>Satellite: this much left for who had a right to it under a leaf.</summary>
/// <param name="Leaf">The release or refund leaf; the stake's where it was given back without a refund.</param>
public sealed record PaidOut(B256 Leaf, Address Receiver, Address Asset, Assets Amount) : Fact;

/// <summary>Satellite: the receiver or the token did not take it: it is claimable.</summary>
public sealed record PayoutFailed(B256 Leaf, Address Receiver, Address Asset, Assets Amount) : Fact;

/// <summary>Satellite: the payout bucket had room for a part only; <paramref name="Amount"/> waits.</summary>
public sealed record RestWaits(B256 Leaf, Assets Amount) : Fact;

/// <summary>Satellite: somebody took what was claimable.</summary>
public sealed record Claimed(Address Account, Address Asset, Address To, Assets Amount) : Fact;
