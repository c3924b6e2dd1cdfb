using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>A stake in the list.</summary>
/// <param name="Cursor">Give it as <c>after</c> to continue behind this one.</param>
public sealed record StakeSummary(
    StakeId StakeId,
    StakeState State,
    Waiting Waiting,
    StakeItem? Item,
    DateTimeOffset? LockedAt,
    MessageId? MessageId,
    string Cursor
);

/// <param name="Next">The cursor of the next page, or null on the last.</param>
public sealed record StakePage(IReadOnlyList<StakeSummary> Stakes, string? Next);

/// <summary>What was paid when it was locked; the zero address is the native token.</summary>
public sealed record StakeFees(Address Token, Wei CcipFee, Wei ExecutionFee);

/// <summary>A stake's whole life.</summary>
public sealed record StakeDetails(
    StakeId StakeId,
    StakeState State,
    Waiting Waiting,
    StakeItem? Item,
    Address? Staker,
    StakeFees? Fees,
    MessageId? MessageId,
    ulong? SequenceNumber,
    B256? Root,
    Shares? Shares,
    IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyList<VerdictGiven> Verdicts,
    string TraceId
)
{
    public static StakeDetails Of(StakeId id, Life life, Waiting waiting, IReadOnlyList<TimelineEntry> timeline)
    {
        var locked = life.Stake.Locked?.Fact;
        return new(
            id,
            life.State,
            waiting,
            locked?.Item,
            locked?.Staker,
            locked is null ? null : new(locked.FeeToken, locked.CcipFee, locked.ExecutionFee),
            life.Root.Sent?.Fact.MessageId ?? life.Stake.Message,
            life.Root.Message?.Fact.SequenceNumber,
            life.Root.Sent?.Fact.Root,
            life.Stake.Minted?.Fact.Shares,
            timeline,
            [.. life.Stake.Round?.Verdicts.Values ?? []],
            StakeTrace.TraceIdOf(id).ToHexString()
        );
    }
}
