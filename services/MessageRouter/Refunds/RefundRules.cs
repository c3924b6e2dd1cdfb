using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>A stake that is never minted is given back: k guards sign, the executor brings it to the hub.</summary>
public static class RefundRules
{
    /// <summary>Follows from the verdict that made the mint impossible. What the guards are to prove is what they were asked before.</summary>
    public static IEnumerable<object> Begin(Stake stake, Round round, RouterSettings settings, DateTimeOffset now)
    {
        var agreement = Agreement.Of(round);
        if (stake is { Refund: null, Minted: null, Refunded: null } && agreement.Outcome == Outcome.Rejected)
            yield return Asked(Command(round, 1, agreement.Reason), settings, now);
    }

    /// <summary>Folds an answer, and tells the executor when it is the k-th signature.</summary>
    public static IEnumerable<object> Answer(Stake stake, RefundAnswered answer, RouterSettings settings)
    {
        if (stake is not { Refund: { } refund } || !Counts(refund, answer))
            yield break;
        yield return answer;
        var after = refund.Apply(answer);
        if (after is { Execution: null, IsApproved: true } && stake.Refunded is null)
            yield return new RefundAsked(Command(after), 1, answer.At, settings.Patience(1));
    }

    public static IEnumerable<object> Report(Stake stake, OperationReported report) =>
        stake.Refund?.Operation?.Awaits(report) == true ? [report] : [];

    /// <summary>A moment has passed: expired signatures are asked for anew, unanswered commands are said again.</summary>
    public static IEnumerable<object> Wake(Refund refund, RouterSettings settings, DateTimeOffset now)
    {
        if (refund.WakeAt is not { } at || at > now)
            yield break;
        if (refund.Operation is { IsReturned: true })
            yield return Asked(refund.Asked.Command with { Round = refund.Number + 1 }, settings, now);
        else if (refund.Execution is { } execution)
            yield return execution with
            {
                Attempt = execution.Attempt + 1,
                At = now,
                Patience = settings.Patience(execution.Attempt + 1),
            };
        else
            yield return refund.Asked with
            {
                Attempt = refund.Asked.Attempt + 1,
                At = now,
                Patience = settings.Patience(refund.Asked.Attempt + 1),
            };
    }

    private static bool Counts(Refund refund, RefundAnswered answer) =>
        answer.Round == refund.Number
        && refund.Asked.Guardians.Contains(answer.Guardian)
        && (answer.Approval is null || answer.Approval.Root == refund.Asked.Command.Root)
        && !(refund.Answers.TryGetValue(answer.Guardian, out var known) && known.Position >= answer.Position);

    private static RefundApprovalAsked Asked(ApproveRefund command, RouterSettings settings, DateTimeOffset now) =>
        new(command, settings.Guardians, settings.Threshold, 1, now, settings.Patience(1));

    private static ApproveRefund Command(Round round, int number, string? reason)
    {
        var asked = round.Asked.Command;
        return new(
            asked.StakeId,
            number,
            asked.Item,
            asked.Root,
            asked.Proof,
            asked.Evidence,
            reason ?? "Rejected by the guards."
        );
    }

    /// <summary>The hub wants k signatures; those that last longest leave the executor the most time.</summary>
    private static ExecuteRefund Command(Refund refund)
    {
        var asked = refund.Asked.Command;
        var approvals = refund.Approvals.OrderByDescending(approval => approval.Expires).Take(refund.Asked.Threshold);
        return new(asked.StakeId, asked.Round, asked.Item, asked.Root, asked.Proof, [.. approvals]);
    }
}
