using QLStake.Contracts;
using QLStake.MessageRouter;

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
    }
}
