using System.Globalization;
using QLStake.Contracts;
using QLStake.FeeAccounting;
using QLStake.Hosting;

namespace QLStake.Cli;

/// <summary>
/// Posts every fact again by the ledger's own rule and compares; looks up every fact in the watcher's log; and adds up
/// that each ledger moved by what the journals say. In which period a posting came and what it was worth depends on when it
/// came, and is the notary's to prove.
/// </summary>
/// <param name="logs">The watcher's logs.</param>
internal sealed class PostingCheck(IReadOnlyDictionary<ChainSelector, LoggedChain> logs, AuditNotes notes)
{
    public const string Name = "postings";

    private static readonly Dictionary<string, Type> Types = new(FeeStore.Events);

    private readonly Dictionary<string, Journal> journals = [];
    private readonly Dictionary<(string Ledger, B256 Block), Moved> moved = [];

    public async Task RunAsync(AuditDatabases databases, CancellationToken stop)
    {
        await foreach (var stored in databases.EventsAsync(ServiceNames.FeeAccounting, stop))
        {
            try
            {
                if (AuditDatabases.Read(stored, Types) is { } @event)
                {
                    Take(stored, @event);
                }
            }
            catch (Exception error) when (Unreadable.Is(error))
            {
                notes.Find(stored.Sequence, stored.Stream, $"{stored.Type} cannot be posted again: {error.Message}");
            }
        }

        foreach (var ((ledger, block), turnovers) in moved)
        {
            if (turnovers.Difference() is { } difference)
            {
                notes.Find(turnovers.Sequence, turnovers.Stream, $"Block {block} in {ledger}: {difference}.");
            }
        }
    }

    private void Take(StoredEvent stored, object @event)
    {
        switch (@event)
        {
            case IJournalEvent news:
                var journal = journals.GetValueOrDefault(stored.Stream, Journal.Initial);
                journals[stored.Stream] = journal.Apply(news);
                foreach (var posting in news.Postings)
                {
                    Of(stored, posting.Ledger, posting.Fact.Block.Hash).Owe(posting);
                }

                if (notes.Scope.Covers(stored.At))
                {
                    Compare(stored, journal, news);
                }

                break;
            case Posted posted:
                foreach (var block in posted.Postings.GroupBy(posting => posting.Fact.Block.Hash))
                {
                    Of(stored, stored.Stream, block.Key).Post(LedgerMoved.By(block.Key, [.. block]));
                }

                break;
            case LedgerMoved turnover:
                Of(stored, stored.Stream, turnover.Block).Post(turnover);
                break;
        }
    }

    private Moved Of(StoredEvent stored, string ledger, B256 block)
    {
        var found = moved.TryGetValue((ledger, block), out var known) ? known : moved[(ledger, block)] = new();
        (found.Sequence, found.Stream) = (stored.Sequence, stored.Stream);
        return found;
    }

    private void Compare(StoredEvent stored, Journal journal, IJournalEvent news)
    {
        notes.Examine(news.Postings.Count);
        var again = news switch
        {
            BlockJournaled told => JournalRules.Observe(
                journal,
                new BlockObserved(told.Chain, told.Block, told.Facts),
                told.Position
            ),
            BlockRetracted gone => JournalRules.Orphan(journal, gone.Chain, gone.BlockHash, gone.Position),
            _ => throw new InvalidOperationException($"Expected a journal's event, found {news}."),
        };
        var expected = again.SelectMany(posted => posted.Postings).Select(Bare).ToList();
        var found = news.Postings.Select(Bare).ToList();
        foreach (var posting in found.Except(expected))
        {
            notes.Find(
                stored.Sequence,
                stored.Stream,
                $"{Words(posting)}: {(expected.FirstOrDefault(other => other.Id == posting.Id) is { } meant ? $"expected {Words(meant)}" : "the facts give no such posting")}."
            );
        }

        foreach (var posting in expected.Where(posting => found.TrueForAll(other => other.Id != posting.Id)))
        {
            notes.Find(stored.Sequence, stored.Stream, $"Expected {Words(posting)}, found no such posting.");
        }

        if (news is BlockJournaled journaled)
        {
            LookUp(stored, journaled);
        }
    }

    private void LookUp(StoredEvent stored, BlockJournaled journaled)
    {
        var log = logs.GetValueOrDefault(journaled.Chain);
        foreach (var fact in journaled.Facts)
        {
            var told = log?.Told.GetValueOrDefault((journaled.Block.Hash, new FactKey(fact.LogIndex, 0)));
            var difference = told is null
                ? "the watcher's log has no such fact"
                : Likeness.Difference(MessageJson.Write(fact), told.Fact);
            if (difference is not null)
            {
                notes.Find(
                    stored.Sequence,
                    stored.Stream,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{fact.Fact.GetType().Name} at log {fact.LogIndex} of block {journaled.Block.Number}: {difference}"
                    )
                );
            }
        }
    }

    private static Posting Bare(Posting posting) => posting with { Period = null, Worth = null };

    private static string Words(Posting posting) =>
        $"{(posting.IsCounter ? "the counter-entry of " : "")}{posting.Kind} {posting.Amount} of {posting.Token}, {posting.Debit} from {posting.Credit}";

    /// <summary>What a block's postings move by account, and what the ledger says that it moved.</summary>
    private sealed class Moved
    {
        private readonly Dictionary<Account, Turnover> owed = [];
        private readonly Dictionary<Account, Turnover> posted = [];

        /// <summary>Of the event that touched it last.</summary>
        public long Sequence { get; set; }

        public string Stream { get; set; } = "";

        public void Owe(Posting posting)
        {
            owed[posting.Debit] = owed.GetValueOrDefault(posting.Debit).Received(posting.Amount.Value);
            owed[posting.Credit] = owed.GetValueOrDefault(posting.Credit).Gave(posting.Amount.Value);
        }

        public void Post(LedgerMoved turnover)
        {
            foreach (var (account, amount) in turnover.Accounts)
            {
                posted[account] = posted.GetValueOrDefault(account).And(amount);
            }
        }

        public string? Difference() =>
            owed
                .Keys.Union(posted.Keys)
                .Where(account => owed.GetValueOrDefault(account) != posted.GetValueOrDefault(account))
                .Select(account =>
                    $"expected {account} to have moved by {owed.GetValueOrDefault(account).Balance()}, as the journals say, found {posted.GetValueOrDefault(account).Balance()} in the ledger"
                )
                .FirstOrDefault();
    }
}
