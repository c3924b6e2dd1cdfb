using QLStake.Contracts;
using static QLStake.MessageRouter.WaitingCause;
using static QLStake.MessageRouter.WaitingOwner;

namespace QLStake.MessageRouter;

/// <summary>Explains what a message of ours waits for between its sending and its receiver's record.</summary>
internal static class RootWaiting
{
    private const string Wait = "Nothing to do: it goes on by itself.";

    /// <summary>Null for a root that is not sent.</summary>
    public static Waiting? Of(Root root) =>
        root switch
        {
            { Executed: { Fact.State: ExecutionState.Failure } failed } => new(
                WaitingCause.ExecutionFailed,
                User,
                failed.At,
                null,
                $"CCIP's execution failed, manual execution possible: {ExecutionFailure.Explain(failed.Fact.ReturnData)}",
                $"Anyone can execute message {failed.Fact.MessageId} manually at the OffRamp with a higher gas limit."
            ),
            { Executed: { } executed } => new(
                WaitingForRoot,
                Operator,
                executed.At,
                null,
                "CCIP executed the message, and the receiver's record of its root is not seen yet.",
                "If it lasts, look for MessageIgnored in the execution's transaction."
            ),
            { Committed: { } committed } => new(
                WaitingForExecution,
                Ccip,
                committed.At,
                null,
                $"Committed over sequence numbers {committed.Fact.MinSequenceNumber} to "
                    + $"{committed.Fact.MaxSequenceNumber}; CCIP has not executed it yet.",
                Wait
            ),
            { Sent: { } sent, IsFinal: true } => new(
                WaitingForCommit,
                Ccip,
                sent.At,
                null,
                "The message is final on its source chain; CCIP has not committed it yet.",
                Wait
            ),
            { Sent: { } sent } => new(
                WaitingForSourceFinality,
                Chain,
                sent.At,
                null,
                $"Money moves on final: block {sent.Block.Number} of {sent.Chain} is not final yet.",
                Wait
            ),
            _ => null,
        };
}
