using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>
/// One end of something's way over a lane, by the clock of its chain's block. Statistics only: what a reorg took away is
/// written over when it comes back, and counts wrongly for as long as it does not.
/// </summary>
/// <param name="Id"><c>{subject}:start</c> or <c>{subject}:end</c>.</param>
/// <param name="Way">Stake, Queue, Redeem or Transfer at a start; nothing at an end.</param>
/// <param name="Lane">At a start.</param>
/// <param name="At">Seconds since 1970.</param>
public sealed record Passage(string Id, string About, bool IsEnd, string? Way, string? Lane, long At) : IManyRow
{
    /// <summary>The ends a block's facts tell of.</summary>
    public static IEnumerable<Passage> Of(BlockObserved seen)
    {
        var at = checked((long)seen.Block.Timestamp);
        return seen.Facts.Select(told => Of(told.Fact, at)).OfType<Passage>();
    }

    private static Passage? Of(Fact fact, long at) =>
        fact switch
        {
            StakeLocked locked => Start(Subject.Of(locked.StakeId), QuoteKind.Stake, locked.Item.Lane, at),
            StakeQueued queued => Start(Subject.Of(queued.StakeId), QuoteKind.Queue, queued.Item.Lane, at),
            Redeemed redeemed => Start(Subject.Leaf(redeemed.ReleaseId), QuoteKind.Redeem, redeemed.Item.Lane, at),
            TransferSent sent => Start(Subject.Of(sent.MessageId), QuoteKind.Transfer, sent.Lane, at),
            Minted minted => End(Subject.Of(minted.StakeId), at),
            PaidOut paid => End(Subject.Leaf(paid.Leaf), at),
            TransferArrived arrived => End(Subject.Of(arrived.MessageId), at),
            _ => null,
        };

    private static Passage Start(Subject subject, QuoteKind way, Lane lane, long at) =>
        new($"{subject}:start", $"{subject}", false, $"{way}", $"{lane}", at);

    private static Passage End(Subject subject, long at) => new($"{subject}:end", $"{subject}", true, null, null, at);
}
