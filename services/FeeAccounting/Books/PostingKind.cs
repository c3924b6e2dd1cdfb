namespace QLStake.FeeAccounting;

/// <summary>What a posting is for. A fact has at most one of each.</summary>
public enum PostingKind
{
    CcipFee,
    ProtocolFee,
    StakeGas,
    MintGas,

    /// <summary>The part of CCIP's fee that the subsidy pot paid; <see cref="CcipFee"/> is the staker's part.</summary>
    Subsidy,

    /// <summary>What a queued stake brought to the CCIP fee of its whole batch.</summary>
    BatchShare,

    /// <summary>The part of a batch's CCIP fee that its shares paid back to whoever sent it; <see cref="CcipFee"/> is the flusher's part.</summary>
    FlushRepayment,

    RefundGas,
    ReleaseGas,
    ReturnGas,
    FlushGas,
    HeartbeatGas,
    RedeemGas,
    TransferGas,

    /// <summary>What a rollup charged for the data of the transaction, beside its gas.</summary>
    L1DataFee,

    FloatFunded,
    FloatWithdrawn,
    SubsidyFunded,
    SubsidyWithdrawn,
    FeesWithdrawn,

    /// <summary>Principal was locked.</summary>
    Lock,

    /// <summary>Somebody has a right to be paid what was redeemed.</summary>
    Release,

    /// <summary>Somebody has a right to have a stake back.</summary>
    Return,

    /// <summary>Principal left for who had a right to it.</summary>
    Payout,

    /// <summary>The receiver did not take it: it waits for him.</summary>
    Refusal,

    /// <summary>He took it.</summary>
    Claim,

    /// <summary>Principal that is gone was written off.</summary>
    Loss,
}

/// <summary>What kinds have in common.</summary>
public static class PostingKinds
{
    /// <summary>Whether it is something that was paid for a stake, a redemption or a message: neither principal nor funding.</summary>
    public static bool IsCost(this PostingKind kind) => kind <= PostingKind.L1DataFee;
}
