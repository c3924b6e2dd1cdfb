namespace QLStake.MessageRouter;

public enum Outcome
{
    Open,
    NotYetProvable,
    Deferred,
    Approved,
    Held,
    Rejected,
}

/// <summary>What the guards together say so far.</summary>
/// <param name="Until">When the k-th approval can come, where the guards have said so.</param>
public sealed record Agreement(Outcome Outcome, string? Reason, DateTimeOffset? Until)
{
    /// <summary>Approved at k of n. Held or rejected once k is unreachable; a hold can be released, a rejection cannot.</summary>
    public static Agreement Of(Round round)
    {
        var (n, k) = (round.Asked.Guardians.Count, round.Asked.Threshold);
        var given = round.Verdicts.Values.ToList();
        var rejected = given.Where(verdict => verdict.Kind == VerdictKind.Rejected).ToList();
        var held = given.Where(verdict => verdict.Kind == VerdictKind.Held).ToList();
        if (given.Count(verdict => verdict.Kind == VerdictKind.Approved) >= k)
            return new(Outcome.Approved, null, null);
        if (n - rejected.Count < k)
            return new(Outcome.Rejected, Reasons(rejected), null);
        if (n - rejected.Count - held.Count < k)
            return new(Outcome.Held, Reasons(held), null);
        return Pending(given, k);
    }

    /// <summary>The k-th approval comes when the k-th fastest guard gives it; one that has not answered may take forever.</summary>
    private static Agreement Pending(List<VerdictGiven> given, int k)
    {
        var approvals = given.Count(verdict => verdict.Kind == VerdictKind.Approved);
        var later = given
            .Where(verdict => verdict.Kind is VerdictKind.Deferred or VerdictKind.NotYetProvable)
            .OrderBy(verdict => verdict.Until)
            .Take(k - approvals)
            .ToList();
        if (approvals + later.Count < k)
            return new(Outcome.Open, null, null);
        var last = later[^1];
        var outcome = last.Kind == VerdictKind.Deferred ? Outcome.Deferred : Outcome.NotYetProvable;
        return new(outcome, last.Reason, last.Until);
    }

    private static string Reasons(IEnumerable<VerdictGiven> verdicts) =>
        string.Join("; ", verdicts.Select(verdict => verdict.Reason).Distinct());
}
