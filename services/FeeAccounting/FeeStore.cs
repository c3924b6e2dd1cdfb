using Marten;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>The stable names of the ledger's events, and its rows.</summary>
public static class FeeStore
{
    public static IReadOnlyDictionary<string, Type> Events { get; } =
        new Dictionary<string, Type>
        {
            ["fees.block-journaled.v1"] = typeof(BlockJournaled),
            ["fees.block-retracted.v1"] = typeof(BlockRetracted),
            ["fees.posted.v1"] = typeof(Posted),
            ["fees.ledger-moved.v1"] = typeof(LedgerMoved),
            ["fees.ledger-opened.v1"] = typeof(LedgerOpened),
            ["fees.period-closed.v1"] = typeof(PeriodClosed),
            ["fees.prices-told.v1"] = typeof(PricesTold),
            ["fees.prices-retracted.v1"] = typeof(PricesRetracted),
            ["fees.reconciled.v1"] = typeof(Reconciled),
        };

    public static void Configure(StoreOptions store)
    {
        foreach (var (name, type) in Events)
            store.Events.MapEventType(type, name);
        store.Schema.For<PostingRow>().Index(row => row.Subject);
        store
            .Schema.For<PostingRow>()
            .Index(row => new
            {
                row.Chain,
                row.Kind,
                row.At,
            });
        store.Schema.For<PostingRow>().Index(row => row.Ledger);
        store.Schema.For<ReconciliationRow>().Index(row => row.At);
        store.Schema.For<Passage>().Index(passage => passage.About);
        store.Schema.For<LedgerRow>().Index(row => new { row.Chain, row.Token });
    }

    public static void Show(Shown shown) =>
        shown
            .Streams<Journal>(FeeStreams.JournalPrefix)
            .Streams<Ledger>(FeeStreams.LedgerPrefix)
            .Streams<Reconciliation>(FeeStreams.ReconciliationPrefix)
            .Rows<ReconciliationRow>()
            .Rows<PostingRow>()
            .Rows<LedgerRow>();
}
