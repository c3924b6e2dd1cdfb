using JasperFx.Events;
using Marten;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>Names of events and documents in the executor's database. Names are never changed.</summary>
internal static class ExecutorStore
{
    public static IReadOnlyDictionary<Type, string> EventNames { get; } =
        new Dictionary<Type, string>
        {
            [typeof(MintQueued)] = "executor.mint-queued.v1",
            [typeof(MintClaimed)] = "executor.mint-claimed.v1",
            [typeof(MintSent)] = "executor.mint-sent.v1",
            [typeof(MintDelayed)] = "executor.mint-delayed.v1",
            [typeof(MintGivenBack)] = "executor.mint-given-back.v1",
            [typeof(MintMined)] = "executor.mint-mined.v1",
            [typeof(MintUnmined)] = "executor.mint-unmined.v1",
            [typeof(MintSettled)] = "executor.mint-settled.v1",
            [typeof(OperationQueued)] = "executor.operation-queued.v1",
            [typeof(OperationClaimed)] = "executor.operation-claimed.v1",
            [typeof(OperationSent)] = "executor.operation-sent.v1",
            [typeof(OperationDelayed)] = "executor.operation-delayed.v1",
            [typeof(OperationGivenBack)] = "executor.operation-given-back.v1",
            [typeof(OperationMined)] = "executor.operation-mined.v1",
            [typeof(OperationUnmined)] = "executor.operation-unmined.v1",
            [typeof(OperationSettled)] = "executor.operation-settled.v1",
            [typeof(FlushDecided)] = "executor.flush-decided.v1",
            [typeof(BatchPrepared)] = "executor.batch-prepared.v1",
            [typeof(BatchRepriced)] = "executor.batch-repriced.v1",
            [typeof(BatchSent)] = "executor.batch-sent.v1",
            [typeof(BatchMined)] = "executor.batch-mined.v1",
            [typeof(BatchUnmined)] = "executor.batch-unmined.v1",
            [typeof(BatchFinalized)] = "executor.batch-finalized.v1",
            [typeof(BatchLost)] = "executor.batch-lost.v1",
            [typeof(NonceTaken)] = "executor.nonce-taken.v1",
            [typeof(NonceUsed)] = "executor.nonce-used.v1",
        };

    public static void Configure(StoreOptions store)
    {
        foreach (var (type, name) in EventNames)
            store.Events.MapEventType(type, name);
        store.Schema.For<QueuedMintView>().Index(mint => mint.Standing);
        store.Schema.For<OperationView>().Index(operation => operation.Standing);
        store.Schema.For<BatchView>().Index(batch => batch.At);
        store.Schema.For<FlushView>().Index(flush => flush.Key);
        store.RegisterDocumentType<AccountView>();
    }

    public static void Show(Shown shown) =>
        shown
            .Streams<QueuedMint>(QueuedMint.Prefix)
            .Streams<QueuedOperation>(OperationName.Prefix)
            .Streams<FlushLine>(FlushLine.Prefix)
            .Streams<Batch>(Batch.Prefix)
            .Streams<Account>(Account.Prefix)
            .Rows<QueuedMintView>()
            .Rows<OperationView>()
            .Rows<FlushView>()
            .Rows<BatchView>()
            .Rows<AccountView>();
}
