using static QLStake.MessageRouter.WaitingCause;
using static QLStake.MessageRouter.WaitingOwner;

namespace QLStake.MessageRouter;

/// <summary>Explains a wait between the first asking of the guards and the mint.</summary>
internal static class GuardWaiting
{
    private const string Wait = "Nothing to do: it goes on by itself.";

    public static Waiting Of(Life life, Round round) =>
        (life.Stake.Refund is { } refund ? RefundWaiting.Of(refund) : null)
        ?? round switch
        {
            { IsReturned: true, Report: { } report } => new(
                WaitingForApproval,
                Guard,
                report.At,
                report.Until,
                $"The approvals came back ({report.Reason}); the guards are asked for fresh ones.",
                Wait
            ),
            { Execution: { } execution } => Minting(life, execution, round.Report),
            _ => Asked(round),
        };

    private static Waiting Asked(Round round)
    {
        var (outcome, reason, until) = Agreement.Of(round);
        var since = round.Verdicts.Values.Select(verdict => verdict.At).Append(round.Asked.At).Max();
        var answered =
            $"{round.Verdicts.Count} of {round.Asked.Guardians.Count} guards answered, {round.Asked.Threshold} have to approve";
        return outcome switch
        {
            Outcome.Deferred => new(Deferred, Guard, since, until, reason ?? "It does not fit the limits now.", Wait),
            Outcome.NotYetProvable => new(
                NotYetProvable,
                Guard,
                since,
                until,
                $"The guards cannot prove it yet: {reason}",
                Wait
            ),
            Outcome.Held => new(
                Held,
                Operator,
                since,
                null,
                reason ?? "Held.",
                "Guardians have to look at it and release or reject it."
            ),
            Outcome.Rejected => new(
                Rejected,
                Operator,
                since,
                null,
                reason ?? "Rejected.",
                "It is never minted: it ends in a refund to its refund address."
            ),
            _ => new(
                WaitingForApproval,
                Guard,
                round.Asked.At,
                null,
                $"{answered}.",
                "If it lasts, look at the guards' readiness."
            ),
        };
    }

    private static Waiting Minting(Life life, MintAsked execution, ExecutionReported? report) =>
        (life.Hub.Paused, report) switch
        {
            ({ } paused, _) => new(
                MintingPaused,
                Operator,
                paused.At,
                paused.Fact.Until,
                $"Minting is paused on {paused.Chain} by {paused.Fact.By}.",
                "The DAO unpauses the hub, or the pause lapses; the mint then goes on by itself."
            ),
            (_, { Kind: ReportKind.Postponed, Reason: { } reason } postponed)
                when reason.Contains("MintingPaused", StringComparison.Ordinal) && !LiftedSince(life.Hub, postponed) =>
                new(
                    MintingPaused,
                    Operator,
                    postponed.At,
                    postponed.Until,
                    $"The hub would not mint: {reason}",
                    "The DAO unpauses the hub; the mint then goes on by itself."
                ),
            (_, { Kind: ReportKind.Postponed } postponed) => new(
                WaitingForMint,
                Executor,
                postponed.At,
                postponed.Until,
                $"The hub would not mint it now: {postponed.Reason}",
                Wait
            ),
            (_, { } submitted) => new(
                WaitingForMint,
                Executor,
                submitted.At,
                null,
                $"Transaction {submitted.TxHash} is sent and not mined yet.",
                Wait
            ),
            _ => new(
                WaitingForMint,
                Executor,
                execution.At,
                null,
                "Approved; the executor has not sent it yet.",
                "If it lasts, look at the executor's readiness."
            ),
        };

    /// <summary>The executor's word stands until the hub's own is newer.</summary>
    private static bool LiftedSince(HubStatus hub, ExecutionReported report) =>
        hub.Seen.Latest<Contracts.MintsUnpaused>() is { } unpaused && unpaused.At >= report.At;
}
