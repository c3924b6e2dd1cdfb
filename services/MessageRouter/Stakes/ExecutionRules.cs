namespace QLStake.MessageRouter;

/// <summary>What follows from the executor's answers, from silence, and from finality on the hub.</summary>
public static class ExecutionRules
{
    /// <summary>Only an answer to the round that is open says anything, and only once.</summary>
    public static IEnumerable<object> Report(Stake stake, ExecutionReported report) =>
        stake.Round is { Execution: not null } round
        && round.Number == report.Round
        && !(round.Report?.Position >= report.Position)
            ? [report]
            : [];

    /// <summary>A moment has passed: returned approvals are asked for anew, unanswered commands are said again.</summary>
    public static IEnumerable<object> Wake(Stake stake, RouterSettings settings, DateTimeOffset now)
    {
        if (stake is not { Round: { } round, WakeAt: { } at } || at > now)
            yield break;
        if (stake.Refund is { } refund)
        {
            foreach (var said in RefundRules.Wake(refund, settings, now))
                yield return said;
            yield break;
        }
        if (round.IsReturned)
            yield return ApprovalRules.AskNewRound(round, settings, now);
        else if (round.Execution is { } execution)
            yield return execution with
            {
                Attempt = execution.Attempt + 1,
                At = now,
                Patience = settings.Patience(execution.Attempt + 1),
            };
        else
            yield return round.Asked with
            {
                Attempt = round.Asked.Attempt + 1,
                At = now,
                Patience = settings.Patience(round.Asked.Attempt + 1),
            };
    }

    /// <summary>Silent unless a mint that holds is covered for the first time.</summary>
    public static IEnumerable<object> Finalize(
        Stake stake,
        Contracts.ChainSelector chain,
        ulong upTo,
        DateTimeOffset now
    ) =>
        stake is { Final: null, Minted: { } minted } && minted.Chain == chain && minted.Block.Number <= upTo
            ? [new MintFinalized(chain, upTo, now)]
            : [];
}
