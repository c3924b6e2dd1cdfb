using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>What a fact means to whoever reads a stake's story.</summary>
public static class FactStory
{
    /// <summary>Where a stake's life has it.</summary>
    public static int TurnOf(Fact fact) =>
        fact switch
        {
            StakeLocked or StakeQueued or Redeemed or StakeRefunded => 0,
            Released or StakeReturned => 6,
            PaidOut or PayoutFailed or RestWaits => 7,
            RootSent => 1,
            MessageSent => 2,
            RootCommitted => 3,
            MessageExecuted => 4,
            RootReceived or TransferArrived => 5,
            TransferSent => 0,
            _ => 6,
        };

    public static (string What, string? Detail) Of(Fact fact, AssetUnit unit) =>
        fact switch
        {
            StakeLocked locked => ("StakeLocked", $"{unit.Show(locked.Item.Amount)} by {locked.Staker}."),
            RootSent sent => ("RootSent", $"Root {sent.Root} of {sent.Count}."),
            MessageSent message => (
                "MessageSent",
                $"Message {message.MessageId}, sequence number {message.SequenceNumber}, {message.GasLimit} gas."
            ),
            RootCommitted commit => (
                "RootCommitted",
                $"CCIP root {commit.MerkleRoot} over {commit.MinSequenceNumber} to {commit.MaxSequenceNumber}."
            ),
            MessageExecuted { State: ExecutionState.Failure } failed => (
                "ExecutionFailed",
                $"Manual execution possible. Returned {failed.ReturnData} after {failed.GasUsed} gas."
            ),
            MessageExecuted executed => ("MessageExecuted", $"{executed.State}, {executed.GasUsed} gas."),
            RootReceived received => ("RootReceived", $"Root {received.Root} of {received.Count}."),
            Minted minted => (
                "MintConfirmed",
                $"{AssetUnit.Show(minted.Shares)} for {unit.Show(minted.Assets)} to {minted.Receiver}."
            ),
            TransferSent sent => (
                "TransferSent",
                $"{AssetUnit.Show(sent.Amount)} burned, from {sent.Sender} to {sent.Receiver}, sequence number {sent.SequenceNumber}."
            ),
            TransferArrived arrived => (
                "TransferArrived",
                $"{AssetUnit.Show(arrived.Amount)} minted to {arrived.Receiver}."
            ),
            StakeQueued queued => (
                "StakeQueued",
                $"{unit.Show(queued.Item.Amount)} by {queued.Staker}, leaf {queued.Item.Index} of its batch."
            ),
            BatchFlushed flushed => ("BatchFlushed", $"By {flushed.Flusher}."),
            StakeRefunded refunded => ("Refunded", $"Taken back on the hub, for {refunded.Item.Receiver}."),
            Redeemed redeemed => (
                "Redeemed",
                $"{AssetUnit.Show(redeemed.Shares)} burned by {redeemed.Redeemer} for {unit.Show(redeemed.Item.Amount)}."
            ),
            Released released => ("Released", $"{unit.Show(released.Amount)} for {released.Receiver}."),
            StakeReturned returned => ("StakeReturned", $"{unit.Show(returned.Amount)} for {returned.RefundTo}."),
            PaidOut paid => ("PaidOut", $"{unit.Show(paid.Amount)} to {paid.Receiver}."),
            PayoutFailed failed => (
                "PayoutFailed",
                $"{failed.Receiver} did not take {unit.Show(failed.Amount)}: claimable."
            ),
            RestWaits rest => ("RestWaits", $"{unit.Show(rest.Amount)} wait for the payout limit."),
            MintSkipped skipped => ("MintSkipped", skipped.Reason),
            _ => (fact.GetType().Name, null),
        };
}
