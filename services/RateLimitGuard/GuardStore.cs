using JasperFx.Events;
using Marten;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>Names of events and documents in the guard's database. Names are never changed.</summary>
internal static class GuardStore
{
    public static IReadOnlyDictionary<Type, string> EventNames { get; } =
        new Dictionary<Type, string>
        {
            [typeof(MintAsked)] = "guard.mint-asked.v1",
            [typeof(AskingRefuted)] = "guard.asking-refuted.v1",
            [typeof(LockProven)] = "guard.lock-proven.v1",
            [typeof(ProofMissing)] = "guard.proof-missing.v1",
            [typeof(CapacityReserved)] = "guard.capacity-reserved.v1",
            [typeof(CapacityGivenBack)] = "guard.capacity-given-back.v1",
            [typeof(Approved)] = "guard.mint-approved.v1",
            [typeof(Deferred)] = "guard.mint-deferred.v1",
            [typeof(Held)] = "guard.mint-held.v1",
            [typeof(Rejected)] = "guard.mint-rejected.v1",
            [typeof(LeafFoundConsumed)] = "guard.leaf-found-consumed.v1",
            [typeof(HoldStands)] = "guard.hold-stands.v1",
            [typeof(HoldDecided)] = "guard.hold-decided.v1",
            [typeof(RefundAsked)] = "guard.refund-asked.v1",
            [typeof(RefundSigned)] = "guard.refund-signed.v1",
            [typeof(MintRuledOut)] = "guard.mint-ruled-out.v1",
            [typeof(RefundWithheld)] = "guard.refund-withheld.v1",
            [typeof(RefundFoundConsumed)] = "guard.refund-found-consumed.v1",
            [typeof(HeartbeatWanted)] = "guard.heartbeat-wanted.v1",
            [typeof(HeartbeatGiven)] = "guard.heartbeat-given.v1",
            [typeof(HeartbeatWithheld)] = "guard.heartbeat-withheld.v1",
        };

    public static void Configure(StoreOptions store)
    {
        foreach (var (type, name) in EventNames)
            store.Events.MapEventType(type, name);
        store.Schema.For<MintView>().Index(mint => mint.Standing);
        store.Listeners.Add(new GuardMetrics(TimeProvider.System));
        store.RegisterDocumentType<BucketView>();
    }

    public static void Show(Shown shown) =>
        shown.Streams<Mint>(Mint.Prefix).Streams<Bucket>(Bucket.Prefix).Rows<MintView>().Rows<BucketView>();
}
