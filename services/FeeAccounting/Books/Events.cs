using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>Facts of a block that cost somebody something, and what they changed in the books. A full block comes in several.</summary>
/// <param name="Position">Where the chain's log said so.</param>
/// <param name="Postings">Counter-entries first. Empty where the facts were in the books already.</param>
public sealed record BlockJournaled(
    ChainSelector Chain,
    BlockRef Block,
    long Position,
    IReadOnlyList<ChainFact> Facts,
    IReadOnlyList<Posting> Postings
) : IJournalEvent
{
    public IJournalEvent With(IReadOnlyList<Posting> postings) => this with { Postings = postings };
}

/// <summary>The block left its chain: all that was posted for it is taken back. Remembered even for a block never seen here.</summary>
public sealed record BlockRetracted(ChainSelector Chain, B256 BlockHash, long Position, IReadOnlyList<Posting> Postings)
    : IJournalEvent
{
    public IJournalEvent With(IReadOnlyList<Posting> postings) => this with { Postings = postings };
}

/// <summary>Postings of one block in the ledger of one token and day, as ledgers kept them at first: each of them once more.</summary>
public sealed record Posted(IReadOnlyList<Posting> Postings);

/// <summary>What one block moved in the ledger of one token and day. The postings stand in the block's journal.</summary>
/// <param name="Postings">How many they were.</param>
public sealed record LedgerMoved(B256 Block, int Postings, IReadOnlyList<AccountMoved> Accounts)
{
    public static LedgerMoved By(B256 block, IReadOnlyList<Posting> postings)
    {
        var accounts = new Dictionary<Account, Turnover>();
        foreach (var posting in postings)
        {
            accounts[posting.Debit] = accounts.GetValueOrDefault(posting.Debit).Received(posting.Amount.Value);
            accounts[posting.Credit] = accounts.GetValueOrDefault(posting.Credit).Gave(posting.Amount.Value);
        }
        return new(block, postings.Count, [.. accounts.Select(moved => new AccountMoved(moved.Key, moved.Value))]);
    }
}

public sealed record AccountMoved(Account Account, Turnover Moved);

/// <summary>What a journal wrote down goes to the ledgers in the same transaction.</summary>
public interface IJournalEvent
{
    IReadOnlyList<Posting> Postings { get; }

    /// <summary>The same with its postings placed.</summary>
    IJournalEvent With(IReadOnlyList<Posting> postings);
}
