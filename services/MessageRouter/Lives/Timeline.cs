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
    public static IReadOnlyList<TimelineEntry> Of(IEnumerable<object> events)
    {
        var told = new HashSet<(B256, uint, long)>();
        return [.. events.SelectMany(@event => @event is FactsObserved seen ? Facts(seen, told) : Decision(@event))];
    }

    /// <summary>A fact that stands in both streams is told once.</summary>
    private static IEnumerable<TimelineEntry> Facts(FactsObserved seen, HashSet<(B256, uint, long)> told) =>
        from fact in seen.Facts
        where told.Add((seen.Block.Hash, fact.LogIndex, seen.Position))
        let step = FactStory.Of(fact.Fact)
        select new TimelineEntry(BlockTime.Of(seen.Block), step.What, seen.Chain, seen.Block, fact.TxHash, step.Detail);

    private static IEnumerable<TimelineEntry> Decision(object @event)
    {
        if (Told(@event) is not { } told)
            yield break;
        yield return told;
    }

    private static TimelineEntry? Told(object @event) =>
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
                Sentence(verdict.Guardian.ToString(), verdict.Reason, verdict.Until)
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

    private static TimelineEntry Entry(DateTimeOffset at, string what, string? detail) =>
        new(at, what, null, null, null, detail);

    private static string? Sentence(string? who, string? why, DateTimeOffset? until)
    {
        string?[] parts = [who, why, until is { } at ? $"until {at:O}" : null];
        return string.Join(", ", parts.Where(part => part is { Length: > 0 })) is { Length: > 0 } told ? told : null;
    }
}
