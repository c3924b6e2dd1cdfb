using static QLStake.MessageRouter.WaitingCause;
using static QLStake.MessageRouter.WaitingOwner;

namespace QLStake.MessageRouter;

/// <summary>Explains a wait between the guards' rejection and the refund on the hub.</summary>
internal static class RefundWaiting
{
    private const string Wait = "Nothing to do: it goes on by itself.";

    public static Waiting Of(Refund refund) =>
        refund switch
        {
            { Operation: { Report: { Kind: ReportKind.Submitted } sent } } => new(
                WaitingForRefund,
                Executor,
                sent.At,
                null,
                $"Rejected: {refund.Asked.Command.Reason} Transaction {sent.TxHash}, which gives it back, is not mined yet.",
                Wait
            ),
            { Operation: { Report: { } report } } => new(
                WaitingForRefund,
                Executor,
                report.At,
                report.Until,
                $"Rejected: {refund.Asked.Command.Reason} The hub would not give it back now: {report.Reason}",
                Wait
            ),
            { Operation: { } operation } => new(
                WaitingForRefund,
                Executor,
                operation.At,
                null,
                $"Rejected: {refund.Asked.Command.Reason} The executor is told to give it back.",
                "If it lasts, look at the executor's readiness."
            ),
            _ => new(
                Rejected,
                Guard,
                refund.Asked.At,
                Until(refund),
                $"Rejected: {refund.Asked.Command.Reason} {Answered(refund)}",
                "It is never minted: once the guards have signed, it goes back to its refund address by itself. "
                    + "Without them, anyone can call `escapeRefund` at the hub after its delay."
            ),
        };

    private static DateTimeOffset? Until(Refund refund) =>
        refund.Answers.Values.Where(answer => answer.Approval is null).Max(answer => answer.Until);

    private static string Answered(Refund refund)
    {
        var refusals = refund.Answers.Values.Select(answer => answer.Reason).OfType<string>().Distinct().ToList();
        var signed =
            $"{refund.Approvals.Count} of {refund.Asked.Guardians.Count} guards signed the refund, {refund.Asked.Threshold} have to.";
        return refusals.Count == 0 ? signed : $"{signed} {string.Join("; ", refusals)}";
    }
}
