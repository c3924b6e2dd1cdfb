using QLStake.Contracts;
using static QLStake.MessageRouter.WaitingCause;
using static QLStake.MessageRouter.WaitingOwner;

namespace QLStake.MessageRouter;

/// <summary>Explains why a transfer is not further, from its state alone.</summary>
public static class TransferWaiting
{
    private const string Wait = "Nothing to do: it goes on by itself.";

    public static Waiting Of(Transfer transfer) =>
        transfer switch
        {
            { Final: { } final } => new(
                Done,
                User,
                final.At,
                null,
                "The tokens are with the receiver, finally.",
                "Nothing to do."
            ),
            { Arrived: { } arrived } => new(
                WaitingForDestinationFinality,
                Chain,
                arrived.At,
                null,
                $"Minted in block {arrived.Block.Number} of {arrived.Chain}, which is not final yet.",
                Wait
            ),
            { Executed: { Fact.State: ExecutionState.Failure } failed } => new(
                ExecutionFailed,
                User,
                failed.At,
                null,
                $"CCIP's execution failed, manual execution possible: {ExecutionFailure.Explain(failed.Fact.ReturnData)}",
                $"The tokens are safe. Once the cause is gone, anyone can execute message {failed.Fact.MessageId} manually at the OffRamp."
            ),
            { Executed: { } executed } => new(
                WaitingForArrival,
                Operator,
                executed.At,
                null,
                $"CCIP executed the message in block {executed.Block.Number} of {executed.Chain}, and the pool's mint is not seen in it.",
                "If it lasts, compare the pools of QLStake:Chains with the one in the execution's transaction."
            ),
            { Committed: { } committed } => new(
                WaitingForExecution,
                Ccip,
                committed.At,
                null,
                $"Committed over sequence numbers {committed.Fact.MinSequenceNumber} to {committed.Fact.MaxSequenceNumber}; "
                    + "CCIP has not executed it yet.",
                Wait
            ),
            { Sent: { } sent } => new(
                WaitingForCommit,
                Ccip,
                sent.At,
                null,
                $"Burned in block {sent.Block.Number} of {sent.Chain}; CCIP commits it once that block is final.",
                Wait
            ),
            _ => new(
                WaitingForLock,
                Chain,
                null,
                null,
                "No burn holds: its block is not seen yet, or a reorg took it back.",
                "If the transaction is gone from the source chain, send it again."
            ),
        };
}
