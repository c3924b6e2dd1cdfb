using System.Collections.Immutable;

namespace QLStake.FeeAccounting;

/// <summary>What the postings of one ledger add up to on one account.</summary>
/// <param name="IsIn">Whether these are the postings up to the height, or those above it.</param>
public sealed record PostingSum(string Ledger, Address Token, Account Account, bool IsIn, Balance Sum);

/// <summary>A ledger's account as its row says it.</summary>
public sealed record LedgerSum(string Ledger, Account Account, Balance Sum);

/// <summary>The books of one chain in one look.</summary>
/// <param name="CcipFees">What CCIP got in each transaction since a block, up to the height.</param>
public sealed record BooksSight(
    IReadOnlyList<PostingSum> Postings,
    IReadOnlyList<LedgerSum> Ledgers,
    IReadOnlyDictionary<B256, Balance> CcipFees
)
{
    /// <summary>Of postings up to the height.</summary>
    public Balance Of(Address token, params IReadOnlyList<AccountKind> kinds) =>
        Postings
            .Where(sum => sum.IsIn && sum.Token == token && kinds.Contains(sum.Account.Kind))
            .Aggregate(default(Balance), (total, sum) => total + sum.Sum);

    /// <summary>Tokens that anything was ever posted in.</summary>
    public IEnumerable<Address> Tokens => Postings.Select(sum => sum.Token).Distinct();

    /// <summary>What each account that carries gave, as executor or as caller.</summary>
    public IReadOnlyDictionary<Address, Balance> Spent()
    {
        var carriers = Postings
            .Where(sum => sum.Account is { Kind: AccountKind.Executor, Holder: not null })
            .Select(sum => sum.Account.Holder!.Value)
            .ToImmutableHashSet();
        return carriers.ToDictionary(
            carrier => carrier,
            carrier =>
                Postings
                    .Where(sum =>
                        sum.IsIn
                        && sum.Token.IsZero
                        && sum.Account.Holder == carrier
                        && sum.Account.Kind is AccountKind.Executor or AccountKind.Callers
                    )
                    .Aggregate(default(Balance), (total, sum) => total - sum.Sum)
        );
    }
}
