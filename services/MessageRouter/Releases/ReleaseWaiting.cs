using QLStake.Contracts;
using static QLStake.MessageRouter.WaitingCause;
using static QLStake.MessageRouter.WaitingOwner;

namespace QLStake.MessageRouter;

/// <summary>Explains why a redemption or a refund is not further, from its state alone.</summary>
public static class ReleaseWaiting
{
    private const string Wait = "Nothing to do: it goes on by itself.";
    private const string Rescue =
        "If it lasts, anyone can have it paid: `release` or `releaseRefund` at the satellite, with the proof.";

    public static Waiting Of(Return way) => Paid(way.Release) ?? AtTheSatellite(way) ?? OnItsWay(way);

    private static Waiting? Paid(Release release) =>
        release switch
        {
            { Waits: { } rest } => new(
                WaitingForPayout,
                Executor,
                rest.At,
                release.Report?.Until,
                $"{rest.Fact.Amount} more are paid as the satellite's payout limit has room.",
                Wait
            ),
            { Paid: { Taken: false } refused, Item: var item } => new(
                Claimable,
                User,
                BlockTime.Of(refused.Block),
                null,
                "The receiver or the token did not take the payment: it is kept at the satellite.",
                $"{item?.Receiver.ToString() ?? "The receiver"} takes it with `claim` at the satellite, to any address."
            ),
            { Final: { } final } => new(Done, User, final.At, null, "Paid, finally.", "Nothing to do."),
            { Paid: { } paid } => new(
                WaitingForDestinationFinality,
                Chain,
                BlockTime.Of(paid.Block),
                null,
                $"Paid in block {paid.Block.Number} of {paid.Chain}, which is not final yet.",
                Wait
            ),
            _ => null,
        };

    private static Waiting? AtTheSatellite(Return way) =>
        way switch
        {
            { Release.Report: { Kind: ReportKind.Submitted } sent } => new(
                WaitingForRelease,
                Executor,
                sent.At,
                null,
                $"Transaction {sent.TxHash} is sent and not mined yet.",
                Wait
            ),
            { Release.Report: { } report } => new(
                WaitingForRelease,
                Executor,
                report.At,
                report.Until,
                $"The satellite would not pay it now: {report.Reason}",
                Rescue
            ),
            { Release.Asked: { } asked } => new(
                WaitingForRelease,
                Executor,
                asked.At,
                null,
                "The satellite has the root; the executor has not sent the payment yet.",
                Rescue
            ),
            { Root.Received: { } received } => new(
                WaitingForRelease,
                Executor,
                received.At,
                null,
                "The satellite has the root; the executor is about to be told.",
                Rescue
            ),
            _ => null,
        };

    private static Waiting OnItsWay(Return way) =>
        RootWaiting.Of(way.Root)
        ?? way.Release switch
        {
            { Redeemed: { } redeemed } => new(
                WaitingForCommit,
                Ccip,
                redeemed.At,
                null,
                $"Burned in block {redeemed.Block.Number} of {redeemed.Chain}; CCIP commits it once that block is final.",
                Wait
            ),
            { Refunded: { } refunded } => new(
                WaitingForBatch,
                Executor,
                refunded.At,
                null,
                "Taken back on the hub; it leaves with the next batch of refunds.",
                "Anyone can send the batch: `flushRefunds` at the hub."
            ),
            _ => new(
                WaitingForLock,
                Chain,
                null,
                null,
                "No burn and no refund holds: its block is not seen yet, or a reorg took it back.",
                "If the transaction is gone from the hub's chain, redeem again."
            ),
        };
}
