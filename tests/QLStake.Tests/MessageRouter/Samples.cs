using QLStake.Contracts;
using QLStake.MessageRouter;
using QLStake.Tests.Travel;

namespace QLStake.Tests.MessageRouter;

/// <summary>One event of each kind, as the frozen files hold them.</summary>
internal static class Samples
{
    public static IReadOnlyDictionary<string, object> Events { get; } = Make().ToDictionary(NameOf);

    private static string NameOf(object @event) =>
        RouterStore.Events.Single(pair => pair.Value == @event.GetType()).Key;

    private static IEnumerable<object> Make()
    {
        var lockBlock = Story.LockBlock();
        var given = Given.Asked1().When(Story.Approval(0, 1));
        yield return new FactsObserved(lockBlock.Chain, lockBlock.Block, 3, lockBlock.Facts);
        yield return new FactsRetracted(Story.Avalanche, Story.Hash(100), 4, Story.Noon);
        yield return new BlockTraced(lockBlock.Chain, lockBlock.Block, 3, [Story.StakeStream, Story.RootStream]);
        yield return new BlockOrphaned(Story.Avalanche, Story.Hash(100), 4);
        yield return new RootFinalized(Story.Avalanche, 10, Story.Noon);
        yield return given.Asked[0];
        yield return Story.Approval(0, 1);
        yield return given.Told[0];
        yield return Story.Report(ReportKind.Submitted, 5);
        yield return new MintFinalized(Story.Ethereum, 52, Story.Noon);
        yield return new TransferFinalized(Story.Ethereum, 52, Story.Noon);
        yield return new GenerationSeen(3);
        yield return new RootBound("batch-1-0x01-0x02-3");
        yield return new ReleaseFinalized(Story.Avalanche, 72, Story.Noon);
        foreach (var @event in WayBack())
            yield return @event;
    }

    private static IEnumerable<object> WayBack()
    {
        var patience = TimeSpan.FromSeconds(30);
        var refund = TravelSamples.Messages;
        var (approve, approved) = (
            (ApproveRefund)refund["approve-refund.v1"],
            (RefundApproved)refund["refund-approved.v1"]
        );
        var guardian = Story.Guardians[0];
        yield return new RefundApprovalAsked(approve, [guardian], 1, 1, Story.Noon, patience);
        yield return new RefundAnswered(guardian, 1, approved, null, null, 5, Story.Noon);
        yield return new RefundAsked((ExecuteRefund)refund["execute-refund.v1"], 1, Story.Noon, patience);
        yield return new OperationReported(
            "refund-0x01",
            1,
            ReportKind.Postponed,
            null,
            "held",
            Story.Noon,
            6,
            Story.Noon
        );
        yield return new ReleaseAsked((ExecuteRelease)refund["execute-release.v1"], 1, Story.Noon, patience);
        yield return new RestAsked((ExecuteRest)refund["execute-rest.v1"], 1, Story.Noon, patience);
        yield return new HeartbeatWanted(
            (SignHeartbeat)refund["sign-heartbeat.v1"],
            [guardian],
            1,
            1,
            Story.Noon,
            patience,
            TimeSpan.FromHours(6)
        );
        yield return new CreditAsked((ExecuteRewards)refund["execute-rewards.v1"], 1, Story.Noon, patience);
        yield return new HeartbeatGiven((HeartbeatSigned)refund["heartbeat-signed.v1"]);
        yield return new HeartbeatAsked((ExecuteHeartbeat)refund["execute-heartbeat.v1"]);
    }
}
