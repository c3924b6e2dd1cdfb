using System.Numerics;
using Marten;
using Marten.Linq.MatchesSql;
using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>Looks for what may be the reason of a difference.</summary>
public sealed class Candidates(IDocumentStore store)
{
    private const int Most = 8;

    /// <summary>Postings of the account: of exactly the difference, not final yet, and the last ones.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(
        Check check,
        ChainSelector chain,
        ulong height,
        IReadOnlyList<AccountKind> accounts,
        CancellationToken ct
    )
    {
        await using var session = store.QuerySession();
        var (name, token) = ($"{chain}", $"{check.Token}");
        var kinds = accounts.Select(kind => $"{kind}").ToArray();
        var all = session
            .Query<PostingRow>()
            .Where(row => row.Chain == name)
            .Where(row =>
                row.MatchesSql(
                    "d.data#>>'{posting,token}' = ? and (d.data#>>'{posting,debit,kind}' = any(?) or d.data#>>'{posting,credit,kind}' = any(?))",
                    token,
                    kinds,
                    kinds
                )
            );
        var amount = $"{BigInteger.Abs(check.Difference.Value)}";
        var exact = await all.Where(row => row.MatchesSql("d.data#>>'{posting,amount}' = ?", amount))
            .Take(Most)
            .ToListAsync(ct);
        var last = await all.OrderByDescending(row => row.At).Take(Most).ToListAsync(ct);
        return
        [
            .. exact.Select(row => $"of this amount: {Describe(row, height)}"),
            .. last.Where(row => !exact.Contains(row)).Select(row => $"near: {Describe(row, height)}"),
        ];
    }

    /// <summary>Postings that are not what the ledger's own events say, or that it knows nothing of.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(string ledger, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var rows = (await session.Query<PostingRow>().Where(row => row.Ledger == ledger).ToListAsync(ct)).ToDictionary(
            row => row.Id,
            row => row.Posting
        );
        var events = await PostedAsync(session, ledger, ct);
        return
        [
            .. events
                .Where(posted => rows.GetValueOrDefault(posted.Key) != posted.Value)
                .Select(posted =>
                    rows.TryGetValue(posted.Key, out var row)
                        ? $"{posted.Key}: posted {posted.Value.Amount} from {posted.Value.Credit} to {posted.Value.Debit}, its row says "
                            + $"{row.Amount} from {row.Credit} to {row.Debit}"
                        : $"{posted.Key}: posted {posted.Value.Amount}, its row is missing"
                )
                .Take(Most),
            .. rows
                .Keys.Where(id => !events.ContainsKey(id))
                .Select(id => $"{id}: a row that was never posted")
                .Take(Most),
        ];
    }

    /// <summary>By its id, what was posted to a ledger: its own events name the blocks, their journals the postings.</summary>
    private static async Task<Dictionary<string, Posting>> PostedAsync(
        IQuerySession session,
        string ledger,
        CancellationToken ct
    )
    {
        var written = (await session.Events.FetchStreamAsync(ledger, token: ct)).Select(entry => entry.Data).ToList();
        var postings = written.OfType<Posted>().SelectMany(posted => posted.Postings).ToList();
        var chain = ledger[FeeStreams.LedgerPrefix.Length..ledger.IndexOf(':', StringComparison.Ordinal)];
        foreach (var block in written.OfType<LedgerMoved>().Select(moved => moved.Block).Distinct())
        {
            var journal = FeeStreams.Journal(ChainSelector.Parse(chain), block);
            postings.AddRange(
                (await session.Events.FetchStreamAsync(journal, token: ct))
                    .Select(entry => entry.Data)
                    .OfType<IJournalEvent>()
                    .SelectMany(news => news.Postings)
                    .Where(posting => posting.Ledger == ledger)
            );
        }
        return postings.DistinctBy(posting => posting.Id).ToDictionary(posting => posting.Id);
    }

    private static string Describe(PostingRow row, ulong height)
    {
        var (posting, block) = (row.Posting, row.Posting.Fact.Block.Number);
        var state = block > height ? ", not final" : "";
        return $"{row.Id} {posting.Amount} from {posting.Credit} to {posting.Debit}, block {block}{state}, transaction {posting.Fact.TxHash}";
    }
}
