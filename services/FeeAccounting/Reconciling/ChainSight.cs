using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>One counter of a contract at the height.</summary>
/// <param name="Accounts">The accounts that together are the same in the books.</param>
public sealed record Counter(string What, Address Token, U256 Value, IReadOnlyList<AccountKind> Accounts);

/// <summary>A message of ours as OnRamp accepted it.</summary>
public sealed record PaidMessage(MessageId MessageId, B256 TxHash, ulong Block, Address FeeToken, U256 Fee);

/// <summary>What a chain says at a final height.</summary>
/// <param name="Messages">Accepted since the books last agreed with OnRamp.</param>
/// <param name="Balances">Of the accounts that carry, in wei.</param>
/// <param name="WrappedNative">Fees in native coin stand in OnRamp's books under it; null where no contract of ours tells.</param>
public sealed record ChainSight(
    BlockRef Height,
    IReadOnlyList<Counter> Counters,
    IReadOnlyList<PaidMessage> Messages,
    IReadOnlyDictionary<Address, U256> Balances,
    Address? WrappedNative
);
