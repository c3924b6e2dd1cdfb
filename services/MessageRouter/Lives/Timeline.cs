using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>One step of a stake's way.</summary>
/// <param name="At">The block's time for what a chain said, ours for what was decided.</param>
/// <param name="What">What happened, in the past tense.</param>
public sealed record TimelineEntry(
    DateTimeOffset At,
    string What,
    ChainSelector? Chain,
    BlockRef? Block,
    B256? TxHash,
    string? Detail
);

/// <summary>Tells a stake's own stream and its message's as one story.</summary>
public static class Timeline
{
    /// <param name="events">Both streams, in the order in which they were written.</param>
    /// <param name="unit">Of the stake's asset.</param>
    public static IReadOnlyList<TimelineEntry> Of(IEnumerable<object> events, AssetUnit unit)
    {
        var told = new HashSet<(B256, uint, long)>();
        return [.. ChainOrder.Of(events.SelectMany(Steps)).Select(step => step.Entry)];

        IEnumerable<Step> Steps(object @event) =>
            @event is FactsObserved seen ? Facts(seen, told, unit)
            : Told(@event, unit) is not { } entry ? []
            : @event is not FactsRetracted gone ? [Step.Decided(entry)]
            : told.Add((gone.BlockHash, uint.MaxValue, gone.Position)) ? [new(entry, gone.Chain, gone.Position, 0, 0)]
            : [];
    }

    /// <summary>A fact that stands in both streams is told once; so is a block that both of them lost.</summary>
    private static IEnumerable<Step> Facts(FactsObserved seen, HashSet<(B256, uint, long)> told, AssetUnit unit) =>
        from fact in seen.Facts
        where told.Add((seen.Block.Hash, fact.LogIndex, seen.Position))
        let step = FactStory.Of(fact.Fact, unit)
        let at = BlockTime.Of(seen.Block)
        select new Step(
            new(at, step.What, seen.Chain, seen.Block, fact.TxHash, step.Detail),
            seen.Chain,
            seen.Position,
            fact.LogIndex,
            FactStory.TurnOf(fact.Fact)
        );

    private static TimelineEntry? Told(object @event, AssetUnit unit) =>
        @event switch
        {
            FactsRetracted gone => new(
                gone.At,
                "BlockOrphaned",
                gone.Chain,
                null,
                null,
                $"Block {gone.BlockHash} left its chain; what it said no longer holds."
            ),
            RootFinalized final => new(
                final.At,
                "SourceFinalized",
                final.Chain,
                null,
                null,
                $"Final up to {final.UpTo}."
            ),
            ApprovalAsked asked => Entry(
                asked.At,
                "ApprovalAsked",
                $"Round {asked.Command.Round}, attempt {asked.Attempt}: {asked.Threshold} of {asked.Guardians.Count} guards."
            ),
            VerdictGiven verdict => Entry(
                verdict.At,
                verdict.Kind == VerdictKind.NotYetProvable ? "NotYetProvable" : $"Mint{verdict.Kind}",
                Sentence(verdict.Guardian.ToString(), Reason(verdict, unit), verdict.Until)
            ),
            MintAsked asked => Entry(
                asked.At,
                "MintAsked",
                $"Round {asked.Command.Round}, attempt {asked.Attempt}, {asked.Command.Approvals.Count} approvals."
            ),
            ExecutionReported report => new(
                report.At,
                $"Mint{report.Kind}",
                null,
                null,
                report.TxHash,
                Sentence(report.BatchId, report.Reason, report.Until)
            ),
            RefundApprovalAsked asked => Entry(
                asked.At,
                "RefundApprovalAsked",
                $"Round {asked.Command.Round}, attempt {asked.Attempt}: {asked.Command.Reason}"
            ),
            RefundAnswered answer => Entry(
                answer.At,
                answer.Approval is null ? "RefundRefused" : "RefundApproved",
                Sentence(answer.Guardian.ToString(), answer.Reason, answer.Until)
            ),
            RefundAsked asked => Entry(
                asked.At,
                "RefundAsked",
                $"Round {asked.Command.Round}, attempt {asked.Attempt}, {asked.Command.Approvals.Count} approvals."
            ),
            ReleaseAsked asked => Entry(
                asked.At,
                "ReleaseAsked",
                $"Round {asked.Command.Round}, attempt {asked.Attempt}."
            ),
            RestAsked asked => Entry(asked.At, "RestAsked", $"Instalment {asked.Command.Round + 1}."),
            OperationReported report => new(
                report.At,
                $"Operation{report.Kind}",
                null,
                null,
                report.TxHash,
                Sentence(report.OperationId, report.Reason, report.Until)
            ),
            ReleaseFinalized final => new(
                final.At,
                "ReleaseFinalized",
                final.Chain,
                null,
                null,
                $"Final up to {final.UpTo}."
            ),
            TransferFinalized final => new(
                final.At,
                "TransferFinalized",
                final.Chain,
                null,
                null,
                $"Final up to {final.UpTo}."
            ),
            MintFinalized final => new(
                final.At,
                "MintFinalized",
                final.Chain,
                null,
                null,
                $"Final up to {final.UpTo}."
            ),
            _ => null,
        };

    private static string? Reason(VerdictGiven verdict, AssetUnit unit) =>
        verdict is { Kind: VerdictKind.Held or VerdictKind.Deferred, Reason: { } reason }
            ? unit.In(reason)
            : verdict.Reason;

    private static TimelineEntry Entry(DateTimeOffset at, string what, string? detail) =>
        new(at, what, null, null, null, detail);

    private static string? Sentence(string? who, string? why, DateTimeOffset? until)
    {
        string?[] parts = [who, why, until is { } at ? $"until {at:O}" : null];
        return string.Join(", ", parts.Where(part => part is { Length: > 0 })) is { Length: > 0 } told ? told : null;
    }
}
