using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>All that is known of one transaction: facts of one transaction explain each other.</summary>
/// <param name="Facts">In the order of their logs.</param>
public sealed record Transaction(ChainSelector Chain, BlockRef Block, IReadOnlyList<ChainFact> Facts)
{
    /// <summary>What left with the message, where our contracts said so.</summary>
    public RootSent? RootOf(MessageId message) =>
        Facts.Select(told => told.Fact).OfType<RootSent>().FirstOrDefault(sent => sent.MessageId == message);

    /// <summary>What a leaf is about: the stake, where the leaf gives one back in this transaction.</summary>
    public Subject SubjectOf(B256 leaf) =>
        Facts
            .Select(told => told.Fact)
            .OfType<StakeReturned>()
            .FirstOrDefault(returned => (returned.Refund ?? returned.StakeId.Value) == leaf)
            is { } stake
            ? Subject.Of(stake.StakeId)
            : Subject.Leaf(leaf);

    /// <summary>What a fact is about.</summary>
    public Subject SubjectOf(ChainFact told) =>
        told.Fact switch
        {
            StakeLocked locked => Subject.Of(locked.StakeId),
            StakeQueued queued => Subject.Of(queued.StakeId),
            Minted minted => Subject.Of(minted.StakeId),
            MintSkipped skipped => Subject.Of(skipped.StakeId),
            StakeRefunded refunded => Subject.Of(refunded.StakeId),
            StakeReturned returned => Subject.Of(returned.StakeId),
            BatchFlushed flushed => Subject.Root(flushed.Root),
            RewardsFunded funded => Subject.Leaf(funded.Leaf),
            Redeemed redeemed => Subject.Leaf(redeemed.ReleaseId),
            Released released => Subject.Leaf(released.Leaf),
            PaidOut paid => SubjectOf(paid.Leaf),
            PayoutFailed failed => SubjectOf(failed.Leaf),
            MessageSent sent => RootOf(sent.MessageId) switch
            {
                { Kind: MessageKind.Release } release => Subject.Leaf(release.Root),
                { } root => Subject.Root(root.Root),
                null => Subject.Of(sent.MessageId),
            },
            TransferSent sent => Subject.Of(sent.MessageId),
            Claimed claimed => Subject.Of(claimed.Account),
            FloatMoved moved => Subject.Of(moved.Account),
            SubsidyMoved moved => Subject.Of(moved.Account),
            FeesWithdrawn withdrawn => Subject.Of(withdrawn.To),
            _ => Subject.Transaction(told.TxHash),
        };

    /// <summary>A posting of a fact, for the first time.</summary>
    public Posting Post(
        ChainFact told,
        PostingKind kind,
        (Address Token, U256 Amount) money,
        Account to,
        Account from,
        Address paidBy,
        ulong? gas = null
    ) =>
        new(
            new(Chain, Block, told.LogIndex, told.TxHash),
            kind,
            1,
            false,
            SubjectOf(told),
            money.Token,
            new(money.Amount),
            to,
            from,
            paidBy,
            gas
        );
}
