using System.Text.Json.Serialization;
using Marten;
using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>One part of what a stake cost.</summary>
/// <param name="Token">On that chain; the zero address is the native coin.</param>
/// <param name="Amount">In the token's smallest unit.</param>
/// <param name="PaidBy">Whose part it was: the staker's, the caller's, the executor's, the batch's or the subsidy pot's.</param>
/// <param name="Payer">The address that paid.</param>
/// <param name="Gas">Units of gas behind the amount; null for a fee.</param>
/// <param name="Worth">In US dollars, by CCIP's price at the block; null where it told none.</param>
public sealed record FeePart(
    PostingKind Name,
    ChainSelector Chain,
    string? ChainName,
    Address Token,
    Wei Amount,
    string PaidBy,
    Address Payer,
    ulong? Gas,
    B256 TxHash,
    BlockRef Block,
    DateTimeOffset At,
    Worth? Worth
);

/// <param name="PaidBy">Whose sum it is.</param>
public sealed record FeeTotal(ChainSelector Chain, string? ChainName, Address Token, string PaidBy, Wei Amount);

/// <summary>What a stake cost, or whatever else the books are about: the parts, and their sums by chain, token and payer; units of different tokens are never added.</summary>
/// <param name="Subject">A stake's bare id, or <c>kind:id</c>.</param>
/// <param name="TakenBack">How many postings a reorg took back.</param>
public sealed record SubjectCost(
    [property: JsonPropertyName("stakeId")] Subject Subject,
    IReadOnlyList<FeePart> Parts,
    IReadOnlyList<FeeTotal> Totals,
    int TakenBack
);

/// <summary>Reads what something cost from its postings.</summary>
public sealed class FeeQueries(IDocumentStore store, FeeChains chains)
{
    /// <summary>Null if it was never paid for. Where principal stands is no part of the cost.</summary>
    public async Task<SubjectCost?> FindAsync(Subject subject, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var id = subject.ToString();
        var found = await session.Query<PostingRow>().Where(row => row.Subject == id).ToListAsync(ct);
        var rows = found.Where(row => row.Kind.IsCost()).ToList();
        if (rows.Count == 0)
            return null;
        List<FeePart> parts =
        [
            .. rows.Where(row => row.Standing)
                .OrderBy(row => row.At)
                .ThenBy(row => row.Kind)
                .Select(row => Part(row.Posting)),
        ];
        return new(subject, parts, Totals(parts), rows.Count(row => row.Posting.IsCounter));
    }

    private FeePart Part(Posting posting) =>
        new(
            posting.Kind,
            posting.Fact.Chain,
            chains.NameOf(posting.Fact.Chain),
            posting.Token,
            posting.Amount,
            PaidBy(posting),
            posting.PaidBy,
            posting.Gas,
            posting.Fact.TxHash,
            posting.Fact.Block,
            posting.Fact.At,
            posting.Worth
        );

    private static string PaidBy(Posting posting) =>
        posting.Credit.Kind switch
        {
            AccountKind.Executor => "executor",
            AccountKind.SubsidyPot => "subsidy",
            AccountKind.BatchFees => "batch",
            AccountKind.Callers => "caller",
            _ => "staker",
        };

    private static IReadOnlyList<FeeTotal> Totals(IEnumerable<FeePart> parts) =>
        [
            .. from part in parts
            group part.Amount.Value by (part.Chain, part.ChainName, part.Token, part.PaidBy) into same
            let sum = same.Aggregate(U256.Zero, (total, amount) => total + amount)
            select new FeeTotal(same.Key.Chain, same.Key.ChainName, same.Key.Token, same.Key.PaidBy, new(sum)),
        ];
}
