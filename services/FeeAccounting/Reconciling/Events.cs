using System.Text.Json.Serialization;
using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>One figure of the books beside the chain's own, in the token's smallest unit.</summary>
/// <param name="What">The contract's name of it, e.g. <c>accruedFees</c>.</param>
/// <param name="Candidates">Where they differ: postings and messages that may be the reason.</param>
public sealed record Check(string What, Address Token, Balance Books, Balance Chain, IReadOnlyList<string> Candidates)
{
    /// <summary>Books minus chain; zero where they agree.</summary>
    public Balance Difference => Books - Chain;

    [JsonIgnore]
    public bool Agrees => Books == Chain;
}

/// <summary>A ledger's balance that its postings do not add up to.</summary>
/// <param name="Ledger">Its stream.</param>
/// <param name="Balance">What the ledger says.</param>
/// <param name="Postings">What its postings add up to.</param>
/// <param name="Candidates">Postings that are not what the ledger's stream says.</param>
public sealed record LedgerFlaw(
    string Ledger,
    string Account,
    Balance Balance,
    Balance Postings,
    IReadOnlyList<string> Candidates
);

/// <summary>What an account of ours paid according to the books, and what it holds: to look at, since others may top it up.</summary>
/// <param name="Spent">Wei since the books began.</param>
/// <param name="SpentSince">Wei since the last comparison.</param>
/// <param name="BalanceSince">How its balance changed since then.</param>
public sealed record AccountSpending(
    Address Account,
    Balance Spent,
    Balance Balance,
    Balance SpentSince,
    Balance BalanceSince
);

/// <summary>An amount of one token, in its smallest unit.</summary>
public sealed record TokenAmount(Address Token, U256 Amount);

/// <summary>CCIP's fees of our messages on one chain's OnRamp up to a block at which the books agreed with it.</summary>
public sealed record OnRampFees(ulong UpTo, IReadOnlyList<TokenAmount> Fees);

/// <summary>The books of one chain were compared with it at a final block.</summary>
public sealed record Reconciled(
    ChainSelector Chain,
    BlockRef Height,
    DateTimeOffset At,
    IReadOnlyList<Check> Checks,
    IReadOnlyList<LedgerFlaw> Flaws,
    IReadOnlyList<AccountSpending> Accounts,
    OnRampFees? OnRamp
)
{
    /// <summary>Whether books and chain agree to the wei, and the books with themselves.</summary>
    public bool Agrees => Flaws.Count == 0 && Checks.All(check => check.Agrees);
}
