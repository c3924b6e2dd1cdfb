using QLStake.Contracts;
using QLStake.Protocol.Bindings;

namespace QLStake.RateLimitGuard;

/// <summary>What one endpoint of the hub chain showed at its newest block, not judged yet.</summary>
/// <param name="Consumed">Whether the leaf is minted or refunded already.</param>
/// <param name="Root">What the hub keeps of the root; zeros for one it never received.</param>
/// <param name="Executions">The OffRamp's attempts to execute the message, oldest first.</param>
internal sealed record HubSighting(
    ulong Height,
    DateTimeOffset Time,
    bool Consumed,
    QLStakeHub.ReceivedRoot Root,
    IReadOnlyList<OffRamp.ExecutionStateChanged> Executions
);

/// <summary>Where the leaf stands on the hub.</summary>
internal sealed record ReceivedLeaf(bool Consumed);

/// <summary>Judges what the hub chain shows: the message that was sent is the one CCIP committed and executed, and the leaf is free.</summary>
internal static class HubRule
{
    /// <summary>
    /// CCIP executes a message only with a proof from its leaf to a committed root, so an execution that names our recomputed
    /// leaf proves the commitment as well.
    /// </summary>
    public static Finding<ReceivedLeaf> Judge(MintAsked asking, SentMessage sent, HubSighting? seen)
    {
        if (seen is null)
            return new Finding<ReceivedLeaf>.NotYet("the hub chain has no block yet");
        if (seen.Consumed)
            return new Finding<ReceivedLeaf>.Seen(new(Consumed: true), seen.Height, seen.Time);
        if (seen.Root.ReceivedAt == 0)
            return new Finding<ReceivedLeaf>.NotYet($"the hub has not received root {asking.Root}");
        if (seen.Root.Asset != asking.Item.Asset || seen.Root.Count != asking.Evidence.LeafCount)
            return new Finding<ReceivedLeaf>.Contradiction(
                $"the hub's root {asking.Root}: expected {asking.Evidence.LeafCount} leaves of {asking.Item.Asset}, "
                    + $"found {seen.Root.Count} of {seen.Root.Asset}"
            );
        var executed = seen.Executions.LastOrDefault(each => each.State == (byte)ExecutionState.Success);
        if (executed is null)
            return new Finding<ReceivedLeaf>.NotYet(
                $"the OffRamp shows no successful execution of message {sent.MessageId} (number {sent.SequenceNumber})"
            );
        return executed.MessageHash == sent.Leaf
            ? new Finding<ReceivedLeaf>.Seen(new(Consumed: false), seen.Height, seen.Time)
            : new Finding<ReceivedLeaf>.Contradiction(
                $"CCIP executed another message than was sent: expected leaf {sent.Leaf}, found {executed.MessageHash}"
            );
    }
}
