using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>When a leaf of the way back is paid, and what follows from the executor's answers and from silence.</summary>
public static class ReleaseRules
{
    /// <summary>CCIP delivers nothing that is not final, so a root that is on the satellite may be paid at once.</summary>
    /// <param name="staked">What a refund gives back; null for a redemption.</param>
    public static IEnumerable<object> Ask(
        Release release,
        B256 leaf,
        B256 root,
        IReadOnlyList<B256> proof,
        StakedLeaf? staked,
        RouterSettings settings,
        DateTimeOffset now
    ) =>
        release is { Asked: null, IsConsumed: false, Item: { } item }
            ? [new ReleaseAsked(new(leaf, 1, item, root, proof, staked), 1, now, settings.Patience(1))]
            : [];

    /// <summary>A payment that leaves something waiting asks for the next instalment; the rounds count them.</summary>
    public static IEnumerable<object> AskRest(Release release, B256 leaf, RouterSettings settings, DateTimeOffset now)
    {
        if (
            release is not { Waits: { } rest }
            || settings.Satellites.GetValueOrDefault(rest.Chain) is var satellite && satellite == default
        )
            return [];
        var instalments = release.Seen.All<RestWaits>().Count();
        return release.Rest?.Command.Round >= instalments
            ? []
            : [new RestAsked(new(leaf, instalments, rest.Chain, satellite), 1, now, settings.Patience(1))];
    }

    public static IEnumerable<object> Report(Release release, OperationReported report) =>
        release.Operation?.Awaits(report) == true && IsOf(release, report) ? [report] : [];

    /// <summary>A moment has passed: what came back is asked for anew, an unanswered command is said again.</summary>
    public static IEnumerable<object> Wake(Release release, RouterSettings settings, DateTimeOffset now)
    {
        if (release is not { Operation: { } operation, WakeAt: { } at } || at > now)
            yield break;
        var (round, attempt) = operation.IsReturned
            ? (operation.Round + 1, 1)
            : (operation.Round, operation.Attempt + 1);
        if (release is { Waits: not null, Rest: { } rest })
            yield return new RestAsked(rest.Command with { Round = round }, attempt, now, settings.Patience(attempt));
        else if (release.Asked is { } asked)
            yield return new ReleaseAsked(
                asked.Command with
                {
                    Round = round,
                },
                attempt,
                now,
                settings.Patience(attempt)
            );
    }

    /// <summary>Silent unless the last payment is covered for the first time.</summary>
    public static IEnumerable<object> Finalize(Release release, ChainSelector chain, ulong upTo, DateTimeOffset now) =>
        release is { Final: null, IsPaid: true, Paid: { } paid } && paid.Chain == chain && paid.Block.Number <= upTo
            ? [new ReleaseFinalized(chain, upTo, now)]
            : [];

    private static bool IsOf(Release release, OperationReported report) =>
        (release is { Waits: not null, Rest: { } rest } ? rest.Command.OperationId : release.Asked?.Command.OperationId)
        == report.OperationId;
}
