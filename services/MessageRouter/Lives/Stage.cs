using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>A stretch of a stake's way, from one thing that happened to the next.</summary>
/// <param name="From">The block's time for what a chain said, ours for what was decided.</param>
public sealed record Stage(string Name, Lane Lane, DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Took => To - From;
}

/// <summary>
/// Which stages end with what was just written. Facts of two chains come in any order: a stage ends with whichever end was
/// seen last, so each is told once.
/// </summary>
public static class Stages
{
    public const string Sending = "locked_to_sent";
    public const string Committing = "sent_to_committed";
    public const string Executing = "committed_to_executed";
    public const string Approving = "received_to_approved";
    public const string Minting = "approved_to_minted";
    public const string Finalizing = "minted_to_final";
    public const string Whole = "locked_to_minted";

    /// <summary>What CCIP does, once per message.</summary>
    public static IEnumerable<Stage> EndedBy(IReadOnlyCollection<object> written, Root root)
    {
        if (root is not { Kind: MessageKind.Stake, Message.Fact.Lane: var lane })
            yield break;
        if (Between(root.Sent, root.Committed, written) is { } committing)
            yield return new(Committing, lane, committing.From, committing.To);
        var executed = root.Executed is { Fact.State: ExecutionState.Success } success ? success : null;
        if (Between(root.Committed, executed, written) is { } executing)
            yield return new(Executing, lane, executing.From, executing.To);
    }

    /// <summary>What concerns one stake.</summary>
    /// <param name="root">Its message's, where that was read.</param>
    public static IEnumerable<Stage> EndedBy(IReadOnlyCollection<object> written, Stake stake, Root? root)
    {
        if (stake.Locked is not { } locked)
            yield break;
        var lane = locked.Fact.Item.Lane;
        if (written.OfType<ApprovalAsked>().Any(IsFirst) && root?.Sent is { } sent)
            yield return new(Sending, lane, locked.At, sent.At);
        if (written.OfType<MintAsked>().FirstOrDefault(IsFirst) is { } asked && root?.Received is { } received)
            yield return new(Approving, lane, received.At, asked.At);
        if (stake.Minted is { } minted && Saw(written, minted))
        {
            if (stake.Round is { } round && ApprovedAt(round) is { } approved)
                yield return new(Minting, lane, approved, minted.At);
            yield return new(Whole, lane, locked.At, minted.At);
        }
        if (written.OfType<MintFinalized>().FirstOrDefault() is { } final && stake.Minted is { } mint)
            yield return new(Finalizing, lane, mint.At, final.At);
    }

    /// <summary>The message whose own facts are needed to measure what was written; null where none are.</summary>
    public static MessageId? MessageOf(IReadOnlyCollection<object> written, Stake stake) =>
        written.OfType<ApprovalAsked>().Any(IsFirst) || written.OfType<MintAsked>().Any(IsFirst)
            ? stake.Round?.Asked.Command.Evidence.MessageId
            : null;

    /// <summary>When the last approval that was needed came.</summary>
    public static DateTimeOffset? ApprovedAt(Round round)
    {
        var given = round.Verdicts.Values.Where(verdict => verdict.Kind == VerdictKind.Approved);
        var times = given.Select(verdict => verdict.At).Order().Take(round.Asked.Threshold).ToList();
        return times.Count == round.Asked.Threshold ? times[^1] : null;
    }

    private static bool IsFirst(ApprovalAsked asked) => asked is { Attempt: 1, Command.Round: 1 };

    private static bool IsFirst(MintAsked asked) => asked is { Attempt: 1, Command.Round: 1 };

    private static (DateTimeOffset From, DateTimeOffset To)? Between<TFrom, TTo>(
        Seen<TFrom>? from,
        Seen<TTo>? to,
        IReadOnlyCollection<object> written
    )
        where TFrom : Fact
        where TTo : Fact =>
        from is not null && to is not null && (Saw(written, from) || Saw(written, to)) ? (from.At, to.At) : null;

    private static bool Saw<TFact>(IEnumerable<object> written, Seen<TFact> seen)
        where TFact : Fact =>
        written
            .OfType<FactsObserved>()
            .Any(news => news.Block.Hash == seen.Block.Hash && news.Facts.Any(fact => fact.LogIndex == seen.LogIndex));
}
