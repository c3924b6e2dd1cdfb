using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>When the guards are asked, and what follows from their answers.</summary>
public static class ApprovalRules
{
    /// <summary>Money moves on final: the first asking waits for a final lock and for its root on the hub.</summary>
    /// <param name="proof">From the stake's leaf to the root; empty for a root of one.</param>
    public static IEnumerable<object> Ask(
        Stake stake,
        Root root,
        IReadOnlyList<B256> proof,
        RouterSettings settings,
        DateTimeOffset now
    ) =>
        stake is { Round: null, Minted: null, Refunded: null, Locked: { } locked }
        && root is { IsReady: true, Sent: { } sent }
            ? [AskRound(Command(locked, root, sent.Fact, proof), settings, now)]
            : [];

    /// <summary>Fresh signatures for what was asked before.</summary>
    public static ApprovalAsked AskNewRound(Round round, RouterSettings settings, DateTimeOffset now) =>
        AskRound(round.Asked.Command with { Round = round.Number + 1 }, settings, now);

    /// <summary>Folds an answer, and tells the executor when it is the k-th approval.</summary>
    public static IEnumerable<object> Judge(Stake stake, VerdictGiven verdict, RouterSettings settings)
    {
        if (stake.Round is not { } round || !Counts(round, verdict))
            yield break;
        yield return verdict;
        var after = round.With(verdict);
        if (after.Execution is null && stake.Minted is null && Agreement.Of(after).Outcome == Outcome.Approved)
            yield return new MintAsked(Command(after), 1, verdict.At, settings.Patience(1));
        foreach (var asked in RefundRules.Begin(stake, after, settings, verdict.At))
            yield return asked;
    }

    /// <summary>An answer to this round, by a guard that was asked, later and other than its last, and about the same root.</summary>
    internal static bool Counts(Round round, VerdictGiven verdict) =>
        verdict.Round == round.Number
        && round.Asked.Guardians.Contains(verdict.Guardian)
        && (verdict.Approval is null || verdict.Approval.Root == round.Asked.Command.Root)
        && (
            !round.Verdicts.TryGetValue(verdict.Guardian, out var known)
            || (
                verdict.Position > known.Position
                && verdict != known with { Position = verdict.Position, At = verdict.At }
            )
        );

    private static ApprovalAsked AskRound(ApproveMint command, RouterSettings settings, DateTimeOffset now) =>
        new(command, settings.Guardians, settings.Threshold, 1, now, settings.Patience(1));

    private static ApproveMint Command(Seen<StakeLocked> locked, Root root, RootSent sent, IReadOnlyList<B256> proof) =>
        new(
            locked.Fact.StakeId,
            1,
            locked.Fact.Item,
            sent.Root,
            proof,
            new(sent.MessageId, root.Message!.Fact.SequenceNumber, locked.Block, locked.TxHash, sent.Count)
        );

    private static ExecuteMint Command(Round round)
    {
        var asked = round.Asked.Command;
        return new(asked.StakeId, asked.Round, asked.Item, asked.Root, asked.Proof, Strongest(round));
    }

    /// <summary>The hub wants k signatures; those that last longest leave the executor the most time.</summary>
    internal static IReadOnlyList<MintApproved> Strongest(Round round) =>
        [
            .. round
                .Verdicts.Values.Where(verdict => verdict.Kind == VerdictKind.Approved)
                .Select(verdict => verdict.Approval!)
                .OrderByDescending(approval => approval.Expires)
                .Take(round.Asked.Threshold),
        ];
}
