using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>Stakes, alone or in batches, and rewards: what they paid, and what they locked.</summary>
internal static class StakeRules
{
    private static readonly Account Stakers = new(AccountKind.Stakers);
    private static readonly Account Ccip = new(AccountKind.CcipFees);
    private static readonly Account Protocol = new(AccountKind.ProtocolFees);
    private static readonly Account Batches = new(AccountKind.BatchFees);

    public static IEnumerable<Posting> Postings(Transaction transaction, ChainFact told) =>
        told.Fact switch
        {
            StakeLocked locked => Stake(transaction, told, locked),
            StakeQueued queued => Stake(transaction, told, queued),
            BatchFlushed flushed => Flush(transaction, told, flushed),
            RewardsFunded funded => Rewards(transaction, told, funded),
            _ => [],
        };

    private static IEnumerable<Posting> Stake(Transaction transaction, ChainFact told, StakeLocked locked)
    {
        var (token, staker) = (locked.FeeToken, locked.Staker);
        var fromStaker = locked.CcipFee.Value - locked.Subsidy.Value;
        var pot = new Account(AccountKind.SubsidyPot);
        yield return transaction.Post(told, PostingKind.CcipFee, (token, fromStaker), Ccip, Stakers, staker);
        yield return transaction.Post(told, PostingKind.Subsidy, (token, locked.Subsidy.Value), Ccip, pot, staker);
        yield return transaction.Post(
            told,
            PostingKind.ProtocolFee,
            (token, locked.ExecutionFee.Value),
            Protocol,
            Stakers,
            staker
        );
        yield return Lock(transaction, told, locked.Item, staker);
    }

    private static IEnumerable<Posting> Stake(Transaction transaction, ChainFact told, StakeQueued queued)
    {
        var (share, fee) = ((Address.Zero, queued.Share.Value), (Address.Zero, queued.ExecutionFee.Value));
        yield return transaction.Post(told, PostingKind.BatchShare, share, Batches, Stakers, queued.Staker);
        yield return transaction.Post(told, PostingKind.ProtocolFee, fee, Protocol, Stakers, queued.Staker);
        yield return Lock(transaction, told, queued.Item, queued.Staker);
    }

    private static IEnumerable<Posting> Flush(Transaction transaction, ChainFact told, BatchFlushed flushed)
    {
        var fromFlusher = flushed.CcipFee.Value - flushed.FromShares.Value;
        var flusher = new Account(AccountKind.Callers, flushed.Flusher);
        yield return transaction.Post(
            told,
            PostingKind.FlushRepayment,
            (Address.Zero, flushed.FromShares.Value),
            Ccip,
            Batches,
            flushed.Flusher
        );
        yield return transaction.Post(
            told,
            PostingKind.CcipFee,
            (Address.Zero, fromFlusher),
            Ccip,
            flusher,
            flushed.Flusher
        );
    }

    private static IEnumerable<Posting> Rewards(Transaction transaction, ChainFact told, RewardsFunded funded)
    {
        var funder = new Account(AccountKind.Callers, funded.From);
        var fee = (Address.Zero, funded.CcipFee.Value);
        yield return transaction.Post(told, PostingKind.CcipFee, fee, Ccip, funder, funded.From);
        yield return Lock(transaction, told, funded.Item, funded.From);
    }

    private static Posting Lock(Transaction transaction, ChainFact told, StakeItem item, Address by) =>
        transaction.Post(
            told,
            PostingKind.Lock,
            (item.Asset, item.Amount.Value),
            new(AccountKind.Locked),
            new(AccountKind.Owners),
            by
        );
}
