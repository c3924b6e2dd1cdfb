using Marten;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>The stable names of the router's events, and its rows.</summary>
public static class RouterStore
{
    public static IReadOnlyDictionary<string, Type> Events { get; } =
        new Dictionary<string, Type>
        {
            ["router.facts-observed.v1"] = typeof(FactsObserved),
            ["router.facts-retracted.v1"] = typeof(FactsRetracted),
            ["router.block-traced.v1"] = typeof(BlockTraced),
            ["router.block-orphaned.v1"] = typeof(BlockOrphaned),
            ["router.root-finalized.v1"] = typeof(RootFinalized),
            ["router.approval-asked.v1"] = typeof(ApprovalAsked),
            ["router.verdict-given.v1"] = typeof(VerdictGiven),
            ["router.mint-asked.v1"] = typeof(MintAsked),
            ["router.execution-reported.v1"] = typeof(ExecutionReported),
            ["router.mint-finalized.v1"] = typeof(MintFinalized),
            ["router.transfer-finalized.v1"] = typeof(TransferFinalized),
            ["router.generation-seen.v1"] = typeof(GenerationSeen),
            ["router.root-bound.v1"] = typeof(RootBound),
            ["router.refund-approval-asked.v1"] = typeof(RefundApprovalAsked),
            ["router.refund-answered.v1"] = typeof(RefundAnswered),
            ["router.refund-asked.v1"] = typeof(RefundAsked),
            ["router.operation-reported.v1"] = typeof(OperationReported),
            ["router.credit-asked.v1"] = typeof(CreditAsked),
            ["router.heartbeat-wanted.v1"] = typeof(HeartbeatWanted),
            ["router.heartbeat-given.v1"] = typeof(HeartbeatGiven),
            ["router.heartbeat-asked.v1"] = typeof(HeartbeatAsked),
            ["router.release-asked.v1"] = typeof(ReleaseAsked),
            ["router.rest-asked.v1"] = typeof(RestAsked),
            ["router.release-finalized.v1"] = typeof(ReleaseFinalized),
        };

    public static void Configure(StoreOptions store)
    {
        foreach (var (name, type) in Events)
            store.Events.MapEventType(type, name);
        store
            .Schema.For<StakeView>()
            .Duplicate(view => view.Key, configure: index => index.IsUnique = true)
            .Duplicate(view => view.Batch);
        store.Schema.For<Alias>().Duplicate(alias => alias.Value).Duplicate(alias => alias.Stake);
        store.Schema.For<AwaitsFinality>().Index(row => new { row.Chain, row.Height });
        store.Schema.For<TransferView>().Duplicate(view => view.Key, configure: index => index.IsUnique = true);
        store
            .Schema.For<ReleaseView>()
            .Duplicate(view => view.Key, configure: index => index.IsUnique = true)
            .Duplicate(view => view.Batch);
        store.RegisterDocumentType<BatchView>();
        store.RegisterDocumentType<RewardsView>();
        store.RegisterDocumentType<RateView>();
        store.RegisterDocumentType<RootView>();
        store.RegisterDocumentType<HubView>();
        store.RegisterDocumentType<ChainHeight>();
        store.Listeners.Add(new TransitionObserver(TimeProvider.System));
    }

    public static void Show(Shown shown) =>
        shown
            .Streams<Stake>(StreamNames.StakePrefix)
            .Streams<Root>(StreamNames.RootPrefix)
            .Streams<HubStatus>(StreamNames.HubPrefix)
            .Streams<Transfer>(StreamNames.TransferPrefix)
            .Streams<Batch>(StreamNames.BatchPrefix)
            .Streams<Release>(StreamNames.ReleasePrefix)
            .Streams<Rewards>(StreamNames.RewardsPrefix)
            .Streams<Rate>(StreamNames.RatePrefix)
            .Rows<StakeView>()
            .Rows<RootView>()
            .Rows<HubView>()
            .Rows<TransferView>()
            .Rows<BatchView>()
            .Rows<ReleaseView>()
            .Rows<RewardsView>()
            .Rows<RateView>()
            .Rows<Alias>();
}
