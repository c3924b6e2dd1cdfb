using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>
/// What facts cost, and whom. Gas of CCIP's commit and execute transactions is the DON's, covered by the CCIP fee, and not
/// in these books.
/// </summary>
public static class FeeRules
{
    /// <summary>Whether a fact can change the books.</summary>
    public static bool Concerns(Fact fact) => fact is StakeLocked or Minted or MintSkipped;

    /// <summary>The postings of facts of one block, as if for the first time.</summary>
    /// <param name="facts">All that is known of the block: gas is split over what shares a transaction.</param>
    public static IEnumerable<Posting> Postings(ChainSelector chain, BlockRef block, IEnumerable<ChainFact> facts) =>
        facts
            .GroupBy(fact => fact.TxHash)
            .SelectMany(transaction => Transaction(chain, block, [.. transaction.OrderBy(fact => fact.LogIndex)]))
            .Where(posting => !posting.Amount.Value.IsZero);

    private static IEnumerable<Posting> Transaction(ChainSelector chain, BlockRef block, IReadOnlyList<ChainFact> facts)
    {
        FactPlace At(ChainFact fact) => new(chain, block, fact.LogIndex, fact.TxHash);

        var stakes = facts.Where(fact => fact.Fact is StakeLocked).ToList();
        var minted = facts.Where(fact => fact.Fact is Minted).ToList();
        // A batch that minted nothing was paid for all the same.
        var mints = minted.Count > 0 ? minted : [.. facts.Where(fact => fact.Fact is MintSkipped)];
        return
        [
            .. stakes.SelectMany(fact => Paid(At(fact), (StakeLocked)fact.Fact)),
            .. Gas(stakes, PostingKind.StakeGas, _ => new(AccountKind.Stakers), AccountKind.StakeGas, At),
            .. Gas(mints, PostingKind.MintGas, from => new(AccountKind.Executor, from), AccountKind.MintGas, At),
        ];
    }

    private static IEnumerable<Posting> Paid(FactPlace place, StakeLocked locked)
    {
        Posting Fee(PostingKind kind, Wei amount, AccountKind from, AccountKind to) =>
            new(
                place,
                kind,
                1,
                false,
                locked.StakeId,
                locked.FeeToken,
                amount,
                new(to),
                new(from),
                locked.Staker,
                null
            );

        var fromStaker = new Wei(locked.CcipFee.Value - locked.Subsidy.Value);
        yield return Fee(PostingKind.CcipFee, fromStaker, AccountKind.Stakers, AccountKind.CcipFees);
        yield return Fee(PostingKind.Subsidy, locked.Subsidy, AccountKind.SubsidyPot, AccountKind.CcipFees);
        yield return Fee(PostingKind.ProtocolFee, locked.ExecutionFee, AccountKind.Stakers, AccountKind.ProtocolFees);
    }

    private static IEnumerable<Posting> Gas(
        List<ChainFact> sharers,
        PostingKind kind,
        Func<Address, Account> payer,
        AccountKind to,
        Func<ChainFact, FactPlace> at
    ) =>
        sharers.Select(
            (fact, index) =>
            {
                var (cost, count) = (fact.Cost, (ulong)sharers.Count);
                var wei = GasShare.Of(cost.GasUsed * cost.EffectiveGasPrice.Value, count, index);
                var gas = (ulong)GasShare.Of(cost.GasUsed, count, index);
                var stake = StakeOf(fact.Fact);
                return new Posting(
                    at(fact),
                    kind,
                    1,
                    false,
                    stake,
                    Address.Zero,
                    new(wei),
                    new(to),
                    payer(cost.From),
                    cost.From,
                    gas
                );
            }
        );

    private static StakeId StakeOf(Fact fact) =>
        fact switch
        {
            StakeLocked locked => locked.StakeId,
            Minted minted => minted.StakeId,
            MintSkipped skipped => skipped.StakeId,
            _ => throw new ArgumentException($"Expected a fact of one stake, found {fact.GetType().Name}."),
        };
}

/// <summary>Splits a transaction's cost over those who share it, so that the shares sum up to it exactly.</summary>
public static class GasShare
{
    /// <summary>Equal shares rounded down; the first bears the remainder.</summary>
    public static U256 Of(U256 total, ulong count, int index)
    {
        var (share, remainder) = U256.DivRem(total, count);
        return index == 0 ? share + remainder : share;
    }
}
