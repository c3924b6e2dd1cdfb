using System.Globalization;
using System.Text.Json.Serialization;
using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>A fact's place on its chain.</summary>
public sealed record FactPlace(ChainSelector Chain, BlockRef Block, uint LogIndex, B256 TxHash)
{
    /// <summary>The block's day, UTC.</summary>
    [JsonIgnore]
    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);

    /// <summary>The block's own time.</summary>
    [JsonIgnore]
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(checked((long)Block.Timestamp));
}

/// <summary>
/// One amount that left one account and reached another: it has two sides and one amount, so it cannot be out of balance.
/// </summary>
/// <param name="Revision">Counts how often this fact was posted: 1, and one more each time a reorg brought it back.</param>
/// <param name="IsCounter">It takes back the posting of the same fact, kind and revision.</param>
/// <param name="Subject">What it is about. In JSON it keeps the name it had while postings were about stakes only.</param>
/// <param name="Token">On the fact's chain; the zero address is the native coin.</param>
/// <param name="Amount">In the token's smallest unit.</param>
/// <param name="Debit">The account that received.</param>
/// <param name="Credit">The account that gave.</param>
/// <param name="PaidBy">The address that paid.</param>
/// <param name="Gas">Units of gas behind the amount; null for a fee.</param>
/// <param name="Period">The day whose books it is in, where the books of the fact's own day were closed already.</param>
/// <param name="Worth">In US dollars; null where CCIP told no price.</param>
public sealed record Posting(
    FactPlace Fact,
    PostingKind Kind,
    int Revision,
    bool IsCounter,
    [property: JsonPropertyName("stakeId")] Subject Subject,
    Address Token,
    Wei Amount,
    Account Debit,
    Account Credit,
    Address PaidBy,
    ulong? Gas,
    DateOnly? Period = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Worth? Worth = null
)
{
    /// <summary>Unique: fact, kind, revision, and whether it posts or takes back.</summary>
    [JsonIgnore]
    public string Id => IsCounter ? $"{OriginalId}:counter" : OriginalId;

    /// <summary>The posting that a counter-entry takes back; itself for any other.</summary>
    [JsonIgnore]
    public string OriginalId =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Fact.Chain}:{Fact.Block.Hash}:{Fact.LogIndex}:{Kind}:{Revision}"
        );

    /// <summary>The day whose books it is in.</summary>
    [JsonIgnore]
    public DateOnly Day => Period ?? Fact.Day;

    /// <summary>The ledger it belongs to: one per chain, token and day.</summary>
    [JsonIgnore]
    public string Ledger => FeeStreams.Ledger(Fact.Chain, Token, Day);

    /// <summary>The entry that takes this one back: the same amount the other way.</summary>
    public Posting Counter() => this with { IsCounter = true, Debit = Credit, Credit = Debit };
}

/// <summary>How the streams are named.</summary>
public static class FeeStreams
{
    public const string JournalPrefix = "journal-";
    public const string LedgerPrefix = "ledger-";
    public const string PeriodsPrefix = "periods-";
    public const string PricesPrefix = "prices-";
    public const string ReconciliationPrefix = "reconciliation-";

    public static string Journal(ChainSelector chain, B256 blockHash) => $"{JournalPrefix}{chain}-{blockHash}";

    public static string Periods(ChainSelector chain) => $"{PeriodsPrefix}{chain}";

    public static string Prices(ChainSelector chain) => $"{PricesPrefix}{chain}";

    public static string Reconciliation(ChainSelector chain) => $"{ReconciliationPrefix}{chain}";

    public static string Ledger(ChainSelector chain, Address token, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{LedgerPrefix}{chain}:{token}-{day:yyyy-MM-dd}");
}
