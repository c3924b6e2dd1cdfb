using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>Takes the chains' news into the books.</summary>
public sealed class ChainConsumer(BookSettings settings, FeeChains chains)
    : IConsume<BlockObserved>,
        IConsume<ChainReorged>,
        IConsume<ChainFinalized>
{
    public async Task ConsumeAsync(BlockObserved message, Delivery delivery, Streams streams, CancellationToken ct)
    {
        streams.Store(Passage.Of(message));
        await streams.DecideAsync<Prices>(
            FeeStreams.Prices(message.Chain),
            prices => PriceRules.Observe(prices, message, delivery.Position),
            ct
        );
        await WriteAsync(
            message.Chain,
            message.Block.Hash,
            journal => JournalRules.Observe(journal, message, delivery.Position),
            streams,
            ct
        );
    }

    public async Task ConsumeAsync(ChainReorged message, Delivery delivery, Streams streams, CancellationToken ct)
    {
        foreach (var hash in message.Orphaned)
        {
            await streams.DecideAsync<Prices>(
                FeeStreams.Prices(message.Chain),
                prices => PriceRules.Orphan(prices, message.Chain, hash, delivery.Position),
                ct
            );
            await WriteAsync(
                message.Chain,
                hash,
                journal => JournalRules.Orphan(journal, message.Chain, hash, delivery.Position),
                streams,
                ct
            );
        }
    }

    /// <summary>The log is read in order: nothing of a block that is final can still be missing.</summary>
    public async Task ConsumeAsync(ChainFinalized message, Delivery delivery, Streams streams, CancellationToken ct)
    {
        var stream = FeeStreams.Periods(message.Chain);
        var periods = await streams.LoadAsync<Periods>(stream, ct);
        foreach (var day in PeriodRules.Over(periods, message.UpTo, settings.Grace).ToList())
        {
            var ledgers = new Dictionary<Address, Ledger>();
            foreach (var token in periods.Open[day])
                ledgers[token] = await streams.LoadAsync<Ledger>(FeeStreams.Ledger(message.Chain, token, day), ct);
            var closed = PeriodRules.Close(periods, message.Chain, day, message.UpTo, ledgers);
            periods = await streams.AppendAsync<Periods>(stream, [closed], ct);
        }
    }

    /// <summary>The journal's version fences the ledgers: what it wrote is posted once, in the same transaction.</summary>
    private async Task WriteAsync(
        ChainSelector chain,
        B256 block,
        Func<Journal, IEnumerable<IJournalEvent>> decide,
        Streams streams,
        CancellationToken ct
    )
    {
        var stream = FeeStreams.Journal(chain, block);
        var periods = await streams.LoadAsync<Periods>(FeeStreams.Periods(chain), ct);
        var prices = await streams.LoadAsync<Prices>(FeeStreams.Prices(chain), ct);
        var native = chains.Find(chain)?.Settings.WrappedNative;
        var written = decide(await streams.LoadAsync<Journal>(stream, ct))
            .Select(news =>
                news.With([
                    .. news.Postings.Select(posting =>
                        PriceRules.Value(prices, native, PeriodRules.Place(periods, posting))
                    ),
                ])
            )
            .ToList();
        var postings = written.SelectMany(news => news.Postings).ToList();
        await streams.AppendAsync<Journal>(stream, written, ct);
        await streams.AppendAsync<Periods>(FeeStreams.Periods(chain), PeriodRules.Opened(periods, postings), ct);
        foreach (var ledger in postings.GroupBy(posting => posting.Ledger))
            await streams.AppendAsync<Ledger>(ledger.Key, [LedgerMoved.By(block, [.. ledger])], ct);
    }
}
