namespace QLStake.FeeAccounting;

/// <summary>The chart of accounts. A debit is what an account received, a credit is what it gave.</summary>
public enum AccountKind
{
    /// <summary>Everybody who stakes: the source of what users pay.</summary>
    Stakers,

    /// <summary>What CCIP was paid for carrying messages.</summary>
    CcipFees,

    /// <summary>Execution fees that the satellite accrued for the treasury and still has.</summary>
    ProtocolFees,

    /// <summary>Memo: gas of the stakers' own transactions. It passes through nobody's books but the chain's.</summary>
    StakeGas,

    /// <summary>An account that carries mints, refunds, releases, batches and heartbeats, by its address: the source of what they cost.</summary>
    Executor,

    /// <summary>Gas of mint transactions.</summary>
    MintGas,

    /// <summary>A satellite's subsidy pot: what stakers need not pay of CCIP's fee.</summary>
    SubsidyPot,

    /// <summary>What queued stakes brought to the fees of their batches and no message has used: <c>batchFees + waitingFees</c>.</summary>
    BatchFees,

    /// <summary>Whoever paid for a message that is no single stake's, by address: flushers, redeemers, senders of transfers and Hellos.</summary>
    Callers,

    /// <summary>Native coin that a satellite keeps to pay CCIP.</summary>
    CcipFloat,

    /// <summary>Whoever funded float or subsidy pot or took from them, by address.</summary>
    Funders,

    /// <summary>Where accrued fees went, by address.</summary>
    Treasury,

    /// <summary>The outside of the vault: whose assets were locked, and who was paid.</summary>
    Owners,

    /// <summary>Principal under no right to be paid yet.</summary>
    Locked,

    /// <summary>Principal somebody has a right to under a leaf, and was not paid yet.</summary>
    Released,

    /// <summary>Principal that its receiver did not take, by the receiver.</summary>
    Claimable,

    /// <summary>Gas of refunding on the hub.</summary>
    RefundGas,

    /// <summary>Gas of paying out what was redeemed.</summary>
    ReleaseGas,

    /// <summary>Gas of giving stakes back.</summary>
    ReturnGas,

    /// <summary>Gas of sending batches.</summary>
    FlushGas,

    /// <summary>Gas of the guards' signs of life.</summary>
    HeartbeatGas,

    /// <summary>Memo: gas of the redeemers' own transactions.</summary>
    RedeemGas,

    /// <summary>Memo: gas of the senders of transfers.</summary>
    TransferGas,

    /// <summary>Principal that the DAO wrote off.</summary>
    Losses,
}

/// <param name="Holder">Whose account, where there are several of a kind.</param>
public readonly record struct Account(AccountKind Kind, Address? Holder = null)
{
    public override string ToString() => Holder is { } holder ? $"{Kind}:{holder}" : $"{Kind}";
}
