using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>
/// What facts cost, and whom, and where principal stands. Gas of CCIP's commit and execute transactions is the DON's, covered
/// by the CCIP fee, and not in these books.
/// </summary>
public static class FeeRules
{
    /// <summary>Whether a fact can change the books. <see cref="RootSent"/> says what a message's fee was for.</summary>
    public static bool Concerns(Fact fact) =>
        fact
            is StakeLocked
                or StakeQueued
                or BatchFlushed
                or RewardsFunded
                or Minted
                or MintSkipped
                or StakeRefunded
                or Redeemed
                or Released
                or StakeReturned
                or PaidOut
                or PayoutFailed
                or Claimed
                or FloatMoved
                or SubsidyMoved
                or FeesWithdrawn
                or LossRecorded
                or QuorumSeen
                or RootSent
                or MessageSent
                or TransferSent;

    /// <summary>The postings of facts of one block, as if for the first time.</summary>
    /// <param name="facts">All that is known of the block: gas is split over what shares a transaction.</param>
    public static IEnumerable<Posting> Postings(ChainSelector chain, BlockRef block, IEnumerable<ChainFact> facts) =>
        facts
            .GroupBy(fact => fact.TxHash)
            .Select(transaction => new Transaction(chain, block, [.. transaction.OrderBy(fact => fact.LogIndex)]))
            .SelectMany(transaction =>
                transaction
                    .Facts.SelectMany(fact =>
                        StakeRules
                            .Postings(transaction, fact)
                            .Concat(MessageRules.Postings(transaction, fact))
                            .Concat(PayoutRules.Postings(transaction, fact))
                            .Concat(FundsRules.Postings(transaction, fact))
                    )
                    .Concat(GasRules.Postings(transaction))
            )
            .Where(posting => !posting.Amount.Value.IsZero);
}
