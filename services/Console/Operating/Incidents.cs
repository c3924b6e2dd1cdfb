namespace QLStake.Console;

/// <summary>Something that wants a human now.</summary>
/// <param name="What">In a few words.</param>
/// <param name="Detail">In the words of whoever knows.</param>
/// <param name="Page">Where more of it is seen.</param>
/// <param name="Runbook">What to do: <c>docs/runbooks/{Runbook}.md</c>.</param>
public sealed record Incident(string What, string Detail, string Page, string Runbook);

/// <summary>What of all that is known wants a human. The alerts say the same of what goes on for longer (docs/runbooks).</summary>
internal static class Incidents
{
    /// <summary>Longer than any lane takes while nothing is wrong.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(45);

    /// <summary>The executor tries again within seconds.</summary>
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(10);
    private const string Services = "/operators/services";
    private const byte LaneOpen = 2;

    /// <summary>Waits that have their own end, their own place here, or are nobody's fault.</summary>
    private static readonly HashSet<string> Meant =
    [
        "Done",
        "Held",
        "Rejected",
        "Deferred",
        "WaitingForBatch",
        "Claimable",
    ];

    private static readonly HashSet<string> NeverMeant = ["ExecutionFailed", "MintingPaused", "NotYetProvable"];

    public static Incident Unknown(string what, string why) =>
        new($"{what} cannot be looked at", why, Services, "service-down");

    public static IEnumerable<Incident> Of(SystemHealth health) =>
        health
            .Services.Where(service => !service.Ready)
            .Select(service => new Incident(
                $"{service.Service} is not ready",
                string.Join(" ", service.Parts.Values.Where(said => said != "well")),
                Services,
                service.Parts.ContainsKey("http") ? "service-down" : "part-not-ready"
            ));

    public static IEnumerable<Incident> Of(IReadOnlyList<ChainEnd> ends)
    {
        foreach (var end in ends)
        {
            var name = Words.Chain(end.Chain.Name, end.Chain.Selector);
            if (end.Problem is { } problem)
                yield return new($"{name} cannot be read from here", problem, "/operators", "endpoints-fail");
            if (end.Curses is > 0 and var curses)
                yield return new(
                    $"CCIP has stopped lanes of {name}",
                    $"RMN curses: {curses}.",
                    "/operators",
                    "lane-slow"
                );
            if (end.Lane is { } lane and not LaneOpen)
                yield return new(
                    $"{name} takes no stakes",
                    $"Its lane to the hub is not open (state {lane}).",
                    "/operators",
                    "lane-slow"
                );
        }
    }

    /// <param name="held">By the guard, in its words.</param>
    /// <param name="tokens">Their assets', as far as known.</param>
    public static IEnumerable<Incident> Of(IReadOnlyList<HeldMint> held, IReadOnlyList<TokenInfo> tokens) =>
        held.Select(mint => new Incident(
            "A mint is held",
            QuoteTexts.Amounts(
                mint.Reason ?? "The guard gave no reason.",
                mint.Item is { } item ? Units.Find(item.Lane.Source, item.Asset, tokens) : null
            ),
            "/operators/guard",
            "mints-held"
        ));

    public static IEnumerable<Incident> Of(IReadOnlyList<AssetSolvency> assets, IReadOnlyList<ShareSolvency> shares) =>
        assets
            .Where(asset => !asset.Holds)
            .Select(asset =>
                Gap(
                    $"{asset.Listing.Symbol} on {Words.Chain(asset.Listing.Chain.Name, asset.Listing.Chain.Selector)}",
                    "less is locked than stands behind shares."
                )
            )
            .Concat(
                shares
                    .Where(share => !share.Holds)
                    .Select(share => Gap($"{share.LiquidToken}", "the shares are worth more than what is behind them."))
            );

    /// <param name="compared">The youngest first.</param>
    public static IEnumerable<Incident> Of(IReadOnlyList<BooksCompared> compared) =>
        compared
            .DistinctBy(books => books.Chain)
            .Where(books => !books.Agrees)
            .Select(books => new Incident(
                $"The books of chain {books.Chain} differ from it",
                $"At block {books.Height.Number}: {books.Flaws.Count + books.Checks.Count(check => check.Difference != "0")} differences.",
                "/operators/fees",
                "books-differ"
            ));

    public static IEnumerable<Incident> Of(IReadOnlyList<StakeRow> stakes, DateTimeOffset now) =>
        stakes
            .Where(stake => NeverMeant.Contains(stake.Waiting.Cause) || IsSlow(stake.Waiting, now))
            .GroupBy(stake => stake.Waiting.Cause)
            .Select(waiting => new Incident(
                $"{waiting.Count()} {(waiting.Count() == 1 ? "stake waits" : "stakes wait")}: {Words.Of(waiting.Key)}",
                $"{waiting.First().Waiting.Detail} {waiting.First().Waiting.Remedy}".Trim(),
                waiting.Count() == 1 ? $"/stakes/{waiting.First().StakeId}" : "/",
                waiting.Key == "NotYetProvable" ? "guard-cannot-prove" : "lane-slow"
            ));

    public static IEnumerable<Incident> Of(IReadOnlyList<ExecutorOperation> operations, DateTimeOffset now) =>
        operations
            .Where(operation => operation.Reason is not null && operation.ReadyAt + Stuck < now)
            .Select(operation => new Incident(
                $"The executor cannot finish: {Words.Of(operation.Kind)}",
                operation.Reason!,
                "/operators/executor",
                "executor-stuck"
            ));

    private static bool IsSlow(Waiting waiting, DateTimeOffset now) =>
        !Meant.Contains(waiting.Cause) && waiting.Since is { } since && since + Slow < now;

    private static Incident Gap(string of, string why) =>
        new("The assets do not cover the shares", $"{of}: {why}", "/operators/solvency", "solvency-gap");
}
