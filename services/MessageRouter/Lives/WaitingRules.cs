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
            { Stake.Refunded: not null } => ReleaseWaiting.Of(life.WayBack),
            { Stake.Returned: { } returned } => new(
                WaitingForDestinationFinality,
                Chain,
                returned.At,
                null,
                $"Given back in block {returned.Block.Number} of {returned.Chain}: its root was given up.",
                Wait
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
        RootWaiting.Of(life.Root)
        ?? life switch
        {
            { Stake.Message: not null, Stake.Locked: { } locked } => SourceFinality(
                locked.Chain,
                locked.Block,
                locked.At
            ),
            { Stake.Queued: { } queued } => new(
                WaitingForBatch,
                Executor,
                queued.At,
                life.FlushBy,
                "Locked, and waiting for its batch to leave.",
                "Nothing to do; anyone can send the batch: `flush` at the satellite."
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
}
