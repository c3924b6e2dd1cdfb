using System.Globalization;
using QLStake.Contracts;
using QLStake.FeeAccounting;
using QLStake.Hosting;

namespace QLStake.Cli;

/// <summary>
/// Posts every fact again by the ledger's own rule and compares; looks up every fact in the watcher's log; and counts that
/// each posting stands once in the ledger it names. In which period a posting came and what it was worth depends on when it
/// came, and is the notary's to prove.
/// </summary>
/// <param name="logs">The watcher's logs.</param>
internal sealed class PostingCheck(IReadOnlyDictionary<ChainSelector, LoggedChain> logs, AuditNotes notes)
{
    public const string Name = "postings";

    private static readonly Dictionary<string, Type> Types = new(FeeStore.Events);

    private readonly Dictionary<string, Journal> journals = [];
    private readonly Dictionary<(string Ledger, string Posting), (int Count, long Sequence, string Stream)> owed = [];

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

        foreach (var ((ledger, posting), (count, sequence, stream)) in owed.Where(entry => entry.Value.Count != 0))
        {
            notes.Find(
                sequence,
                stream,
                count > 0
                    ? $"Expected posting {posting} in {ledger}, found none."
                    : $"Expected posting {posting} of {ledger} in a journal, found none."
            );
        }
    }

    private void Take(StoredEvent stored, object @event)
    {
        switch (@event)
        {
            case IJournalEvent news:
                var journal = journals.GetValueOrDefault(stored.Stream, Journal.Initial);
                journals[stored.Stream] = journal.Apply(news);
                Count(stored, news.Postings, posting => posting.Ledger, 1);
                if (notes.Scope.Covers(stored.At))
                {
                    Compare(stored, journal, news);
                }

                break;
            case Posted posted:
                Count(stored, posted.Postings, _ => stored.Stream, -1);
                break;
        }
    }

    private void Count(StoredEvent stored, IEnumerable<Posting> postings, Func<Posting, string> ledger, int step)
    {
        foreach (var posting in postings)
        {
            var key = (ledger(posting), posting.Id);
            owed[key] = (owed.GetValueOrDefault(key).Count + step, stored.Sequence, stored.Stream);
        }
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
}
