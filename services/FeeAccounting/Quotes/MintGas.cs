using Marten;
using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>How much gas a mint takes of its transaction.</summary>
/// <param name="PerStake">Units of gas.</param>
/// <param name="Basis">Where the figure comes from.</param>
public sealed record MintGas(ulong PerStake, string Basis)
{
    private const int Recent = 50;

    /// <summary>Assumed until the first mint: a mint alone in its transaction, to a new holder, takes 194,227 on a localnet.</summary>
    private const ulong Assumed = 200_000;

    /// <summary>The average of recent shares, rounded up; the documented assumption where there are none.</summary>
    public static MintGas Of(IReadOnlyCollection<ulong> recent)
    {
        if (recent.Count == 0)
            return new(Assumed, "assumed, nothing was minted yet");
        var (count, sum) = ((ulong)recent.Count, recent.Aggregate(0UL, (total, gas) => total + gas));
        return new((sum + count - 1) / count, $"average of the last {count} mints");
    }

    public static async Task<MintGas> RecentAsync(IQuerySession session, ChainSelector hub, CancellationToken ct)
    {
        var chain = hub.ToString();
        var rows = await session
            .Query<PostingRow>()
            .Where(row => row.Chain == chain && row.Kind == PostingKind.MintGas && row.Standing)
            .OrderByDescending(row => row.At)
            .Take(Recent)
            .ToListAsync(ct);
        return Of([.. rows.Select(row => row.Posting.Gas).OfType<ulong>()]);
    }
}
