using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>Compares a chain's books with the chain at a final height, and writes down what it found.</summary>
public sealed class Reconciler(
    WatcherHeights heights,
    BooksReader books,
    ChainReader reader,
    Candidates candidates,
    StreamsFactory streams,
    TimeProvider time
)
{
    /// <summary>The watcher's feed serves what no slower transaction can still precede: a moment later it may serve more.</summary>
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(2);

    /// <param name="height">A final block, or null for the last one.</param>
    /// <exception cref="ReconcileException">It cannot be compared now; the message says why.</exception>
    public async Task<Reconciled> ReconcileAtAsync(ConfiguredChain chain, ulong? height, CancellationToken ct)
    {
        var found = await CompareAsync(chain, height, ct);
        if (!found.Agrees)
        {
            await Task.Delay(SecondLook, time, ct);
            found = await CompareAsync(chain, height, ct);
        }
        await streams.RunAsync(
            async unit =>
                await unit.AppendAsync<Reconciliation>(FeeStreams.Reconciliation(chain.Selector), [found], ct),
            ct
        );
        return found;
    }

    private async Task<Reconciled> CompareAsync(ConfiguredChain chain, ulong? wanted, CancellationToken ct)
    {
        var final = await heights.CompleteUpToAsync(chain, ct);
        var height = wanted ?? final;
        if (height > final)
            throw ReconcileException.Of(chain, $"a block that is final ({final} or below)", $"{height}");
        var known = await LoadAsync(chain, ct);
        var agreed = known.Agreed is { } fees && fees.UpTo <= height ? fees : null;
        var from = agreed?.UpTo + 1 ?? chain.Settings.StartBlock;
        var ours = await books.ReadAsync(chain.Selector, height, from, ct);
        var theirs = await reader.ReadAsync(chain, height, ours.Tokens, ours.Spent().Keys, from, ct);
        var checks = ReconcileRules.Checks(ours, theirs, agreed);
        var feesAgree = checks.Where(check => check.What == ReconcileRules.CcipFees).All(check => check.Agrees);
        return new(
            chain.Selector,
            theirs.Height,
            time.GetUtcNow(),
            await ExplainAsync(checks, ours, theirs, chain.Selector, ct),
            await ExplainAsync(ReconcileRules.Flaws(ours), ct),
            ReconcileRules.Spending(ours, theirs, known.Last),
            feesAgree ? new(height, ReconcileRules.Total(theirs, agreed)) : null
        );
    }

    private async Task<Reconciliation> LoadAsync(ConfiguredChain chain, CancellationToken ct)
    {
        await using var unit = streams.Open();
        return await unit.LoadAsync<Reconciliation>(FeeStreams.Reconciliation(chain.Selector), ct);
    }

    private async Task<IReadOnlyList<Check>> ExplainAsync(
        IReadOnlyList<Check> checks,
        BooksSight ours,
        ChainSight theirs,
        ChainSelector chain,
        CancellationToken ct
    )
    {
        var explained = new List<Check>();
        foreach (var check in checks)
            explained.Add(
                check.Agrees
                    ? check
                    : check with
                    {
                        Candidates =
                        [
                            .. check.What == ReconcileRules.CcipFees ? ReconcileRules.UnlikeMessages(ours, theirs) : [],
                            .. await candidates.OfAsync(
                                check,
                                chain,
                                theirs.Height.Number,
                                ReconcileRules.AccountsOf(check, theirs),
                                ct
                            ),
                        ],
                    }
            );
        return explained;
    }

    private async Task<IReadOnlyList<LedgerFlaw>> ExplainAsync(IReadOnlyList<LedgerFlaw> flaws, CancellationToken ct)
    {
        var explained = new List<LedgerFlaw>();
        foreach (var flaw in flaws)
            explained.Add(flaw with { Candidates = await candidates.OfAsync(flaw.Ledger, ct) });
        return explained;
    }
}
