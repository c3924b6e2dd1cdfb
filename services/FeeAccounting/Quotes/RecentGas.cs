using Marten;
using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>How much gas one of a kind takes of its transaction.</summary>
/// <param name="Each">Units of gas.</param>
/// <param name="Basis">Where the figure comes from.</param>
public sealed record RecentGas(ulong Each, string Basis)
{
    private const int Recent = 50;

    /// <summary>Assumed until the first: a mint alone in its transaction, to a new holder, takes 194,227 on a localnet, a release less.</summary>
    private const ulong Assumed = 200_000;

    /// <summary>The average of recent shares, rounded up; the documented assumption where there are none.</summary>
    public static RecentGas Of(IReadOnlyCollection<ulong> recent)
    {
        if (recent.Count == 0)
            return new(Assumed, "assumed, there was none yet");
        var (count, sum) = ((ulong)recent.Count, recent.Aggregate(0UL, (total, gas) => total + gas));
        return new((sum + count - 1) / count, $"average of the last {count}");
    }

    public static async Task<RecentGas> ReadAsync(
        IDocumentStore store,
        ChainSelector chain,
        PostingKind kind,
        CancellationToken ct
    )
    {
        await using var session = store.QuerySession();
        var name = $"{chain}";
        var rows = await session
            .Query<PostingRow>()
            .Where(row => row.Chain == name && row.Kind == kind && row.Standing)
            .OrderByDescending(row => row.At)
            .Take(Recent)
            .ToListAsync(ct);
        return Of([.. rows.Select(row => row.Posting.Gas).OfType<ulong>()]);
    }
}
