using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>Takes the chains' news into the books.</summary>
public sealed class ChainConsumer : IConsume<BlockObserved>, IConsume<ChainReorged>
{
    public Task ConsumeAsync(BlockObserved message, Delivery delivery, Streams streams, CancellationToken ct) =>
        WriteAsync(
            FeeStreams.Journal(message.Chain, message.Block.Hash),
            journal => JournalRules.Observe(journal, message, delivery.Position),
            streams,
            ct
        );

    public async Task ConsumeAsync(ChainReorged message, Delivery delivery, Streams streams, CancellationToken ct)
    {
        foreach (var hash in message.Orphaned)
            await WriteAsync(
                FeeStreams.Journal(message.Chain, hash),
                journal => JournalRules.Orphan(journal, message.Chain, hash, delivery.Position),
                streams,
                ct
            );
    }

    /// <summary>The journal's version fences the ledgers: what it wrote is posted once, in the same transaction.</summary>
    private static async Task WriteAsync(
        string stream,
        Func<Journal, IEnumerable<IJournalEvent>> decide,
        Streams streams,
        CancellationToken ct
    )
    {
        var written = decide(await streams.LoadAsync<Journal>(stream, ct)).ToList();
        await streams.AppendAsync<Journal>(stream, written, ct);
        foreach (var ledger in written.SelectMany(news => news.Postings).GroupBy(posting => posting.Ledger))
            await streams.AppendAsync<Ledger>(ledger.Key, [new Posted([.. ledger])], ct);
    }
}
