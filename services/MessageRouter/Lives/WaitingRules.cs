using QLStake.Contracts;
using static QLStake.MessageRouter.WaitingCause;
using static QLStake.MessageRouter.WaitingOwner;

namespace QLStake.MessageRouter;

/// <summary>Explains a wait from state alone.</summary>
public static class WaitingRules
{
    private const string Wait = "Nothing to do: it goes on by itself.";

    public static Waiting Of(Life life) =>
        life switch
        {
            { Stake.Final: { } final } => new(
                Done,
                User,
                final.At,
                null,
                "The shares are with the receiver, finally.",
                "Nothing to do."
            ),
            { Stake.Minted: { } minted } => new(
                WaitingForHubFinality,
                Chain,
                minted.At,
                null,
                $"Minted in block {minted.Block.Number} of {minted.Chain}, which is not final yet.",
                Wait
            ),
            { Root.Received: { } received } => AtTheHub(life, received),
            _ => OnItsWay(life),
        };

    private static Waiting OnItsWay(Life life) =>
        life switch
        {
            { Root.Executed: { Fact.State: ExecutionState.Failure } failed } => new(
                ExecutionFailed,
                User,
                failed.At,
                null,
                $"CCIP's execution failed, manual execution possible. It returned {Shown(failed.Fact.ReturnData)} after "
                    + $"{failed.Fact.GasUsed} gas.",
                $"Anyone can execute message {failed.Fact.MessageId} manually at the OffRamp with a higher gas limit."
            ),
            { Root.Executed: { } executed } => new(
                WaitingForRoot,
                Operator,
                executed.At,
                null,
                "CCIP executed the message, and the hub's record of its root is not seen yet.",
                "If it lasts, look for MessageIgnored of the hub in the execution's transaction."
            ),
            { Root.Committed: { } committed } => new(
                WaitingForExecution,
                Ccip,
                committed.At,
                null,
                $"Committed over sequence numbers {committed.Fact.MinSequenceNumber} to "
                    + $"{committed.Fact.MaxSequenceNumber}; CCIP has not executed it yet.",
                Wait
            ),
            { Root: { Sent: { } sent, IsFinal: true } } => new(
                WaitingForCommit,
                Ccip,
                sent.At,
                null,
                "The message is final on its source chain; CCIP has not committed it yet.",
                Wait
            ),
            { Root.Sent: { } sent } => SourceFinality(sent.Chain, sent.Block, sent.At),
            { Stake.Message: not null, Stake.Locked: { } locked } => SourceFinality(
                locked.Chain,
                locked.Block,
                locked.At
            ),
            { Stake.Locked: { } locked } => new(
                WaitingForSending,
                Operator,
                locked.At,
                null,
                "Locked, and its root has not left yet.",
                "Anyone can flush the satellite's open batch."
            ),
            _ => new(
                WaitingForLock,
                Chain,
                null,
                null,
                "No lock holds: its block is not seen yet, or a reorg took it back.",
                "If the transaction is gone from the source chain, stake again."
            ),
        };

    private static Waiting AtTheHub(Life life, Seen<RootReceived> received) =>
        life switch
        {
            { Stake.Round: { } round } => GuardWaiting.Of(life, round),
            { Root: { IsFinal: false, Sent: { } sent } } => SourceFinality(sent.Chain, sent.Block, received.At),
            { Root.Sent: null } or { Stake.Locked: null } => new(
                WaitingForLock,
                Chain,
                received.At,
                null,
                "The hub has the root; the lock on the source chain is not seen yet.",
                "If it lasts, look at the source chain's watcher."
            ),
            _ => new(WaitingForApproval, Guard, received.At, null, "The guards are about to be asked.", Wait),
        };

    private static Waiting SourceFinality(ChainSelector chain, BlockRef block, DateTimeOffset since) =>
        new(
            WaitingForSourceFinality,
            Chain,
            since,
            null,
            $"Money moves on final: block {block.Number} of {chain} is not final yet.",
            Wait
        );

    private static string Shown(string data) =>
        data.Length <= 2 ? "no data"
        : data.Length <= 74 ? data
        : $"{data[..74]}… ({data.Length / 2 - 1} bytes)";
}
