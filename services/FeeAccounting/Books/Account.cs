namespace QLStake.FeeAccounting;

/// <summary>The chart of accounts. A debit is what an account received, a credit is what it gave.</summary>
public enum AccountKind
{
    /// <summary>Everybody who stakes: the source of what users pay.</summary>
    Stakers,

    /// <summary>What CCIP was paid for carrying messages.</summary>
    CcipFees,

    /// <summary>Execution fees, which the satellite accrues for the treasury.</summary>
    ProtocolFees,

    /// <summary>Memo: gas of the stakers' own transactions. It passes through nobody's books but the chain's.</summary>
    StakeGas,

    /// <summary>An account that sends mints, by its address: the source of what mints cost.</summary>
    Executor,

    /// <summary>Gas of mint transactions.</summary>
    MintGas,

    /// <summary>A satellite's subsidy pot: the source of what stakers need not pay of CCIP's fee.</summary>
    SubsidyPot,
}

/// <param name="Holder">Whose account, where there are several of a kind.</param>
public readonly record struct Account(AccountKind Kind, Address? Holder = null)
{
    public override string ToString() => Holder is { } holder ? $"{Kind}:{holder}" : $"{Kind}";
}
