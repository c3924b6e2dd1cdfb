using QLStake.Contracts;
using QLStake.FeeAccounting;

namespace QLStake.Tests.FeeAccounting;

/// <summary>The books in memory: the same rules, streams folded as the event store folds them.</summary>
internal sealed class Books
{
    private readonly Dictionary<string, Journal> _journals = [];
    private readonly Dictionary<string, Ledger> _ledgers = [];
    private readonly Dictionary<ChainSelector, Periods> _periods = [];
    private long _position;

    public List<IJournalEvent> Events { get; } = [];

    public List<PeriodClosed> Closings { get; } = [];

    public IEnumerable<Posting> Postings => Events.SelectMany(written => written.Postings);

    public IReadOnlyDictionary<string, Ledger> Ledgers => _ledgers;

    /// <summary>Every account of every ledger that has a balance, as text that can be compared.</summary>
    public IEnumerable<string> Balances =>
        from ledger in _ledgers
        from account in ledger.Value.Accounts
        let balance = account.Value.Balance()
        where balance != "0"
        let line = $"{ledger.Key} {account.Key} {balance}"
        orderby line
        select line;

    public Books When(object message) => When(message, ++_position);

    /// <summary>At a place of one's own choosing, to say something again or late.</summary>
    public Books When(object message, long position)
    {
        if (message is BlockObserved seen)
            Write(seen.Block.Hash, journal => JournalRules.Observe(journal, seen, position), seen.Chain);
        else if (message is ChainReorged reorg)
            foreach (var hash in reorg.Orphaned)
                Write(hash, journal => JournalRules.Orphan(journal, reorg.Chain, hash, position), reorg.Chain);
        else if (message is ChainFinalized final)
            Close(final);
        return this;
    }

    public Periods PeriodsOf(ChainSelector chain) => _periods.GetValueOrDefault(chain, Periods.Initial);

    private void Close(ChainFinalized final)
    {
        foreach (var day in PeriodRules.Over(PeriodsOf(final.Chain), final.UpTo, TimeSpan.FromHours(1)).ToList())
        {
            var periods = PeriodsOf(final.Chain);
            var ledgers = periods
                .Open[day]
                .ToDictionary(token => token, token => _ledgers[FeeStreams.Ledger(final.Chain, token, day)]);
            Closings.Add(PeriodRules.Close(periods, final.Chain, day, final.UpTo, ledgers));
            _periods[final.Chain] = periods.Apply(Closings[^1]);
        }
    }

    private void Write(B256 block, Func<Journal, IEnumerable<IJournalEvent>> decide, ChainSelector chain)
    {
        var stream = FeeStreams.Journal(chain, block);
        var journal = _journals.GetValueOrDefault(stream, Journal.Initial);
        foreach (var news in decide(journal).ToList())
        {
            var periods = PeriodsOf(chain);
            var written = news.With([.. news.Postings.Select(posting => PeriodRules.Place(periods, posting))]);
            Events.Add(written);
            _journals[stream] = journal = journal.Apply(written);
            _periods[chain] = PeriodRules
                .Opened(periods, written.Postings)
                .Aggregate(periods, (open, opened) => open.Apply(opened));
            foreach (var ledger in written.Postings.GroupBy(posting => posting.Ledger))
                _ledgers[ledger.Key] = _ledgers
                    .GetValueOrDefault(ledger.Key, Ledger.Initial)
                    .Apply(LedgerMoved.By(block, [.. ledger]));
        }
    }
}
