using System.Globalization;
using System.Text.RegularExpressions;
using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>How names of the services are told to people.</summary>
public static partial class Words
{
    private const int BriefFrom = 14;

    /// <summary>MintHeld → Mint held; the abbreviation stays one.</summary>
    public static string Of(string name)
    {
        var text = HumpBegin().Replace(name, "$1 $2").ToLowerInvariant();
        text = Abbreviation().Replace(text, "CCIP");
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }

    public static string Brief(string hex) => hex.Length > BriefFrom ? $"{hex[..8]}…{hex[^4..]}" : hex;

    /// <summary>The chain's name as a title, or its selector where it has none.</summary>
    public static string Chain(string? name, ChainSelector? chain) =>
        name is { Length: > 0 } ? char.ToUpperInvariant(name[0]) + name[1..] : chain?.ToString() ?? "?";

    /// <summary>250 ms, 3.4 s, 2 min 5 s, 3 h 4 min, 2 d 3 h.</summary>
    public static string Duration(TimeSpan time) =>
        time switch
        {
            { Ticks: < 0 } => "0 s",
            { TotalSeconds: < 1 } => $"{time.TotalMilliseconds:0} ms",
            { TotalSeconds: < 10 } => $"{time.TotalSeconds:0.0} s",
            { TotalMinutes: < 1 } => $"{(int)time.TotalSeconds} s",
            { TotalHours: < 1 } => $"{time.Minutes} min {time.Seconds} s",
            { TotalDays: < 1 } => $"{time.Hours} h {time.Minutes} min",
            _ => $"{time.Days} d {time.Hours} h",
        };

    public static string Utc(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>The colour of a state, cause or step: good, bad, wait or none.</summary>
    public static string Look(string name) =>
        name switch
        {
            "MintConfirmed" or "MintFinalized" or "Done" or "Minted" => "good",
            "Finalized" or "Paid" or "Arrived" or "Returned" or "ReturnFinalized" => "good",
            "ExecutionFailed" or "MintRejected" or "Rejected" or "BlockOrphaned" or "MintSkipped" => "bad",
            "MintDeferred" or "MintHeld" or "Deferred" or "Held" or "MintingPaused" or "MintPostponed" => "wait",
            "MintReturned" or "NotLocked" or "NotYetProvable" or "MintNotYetProvable" or "Claimable" => "wait",
            _ => "",
        };

    /// <summary>A sentence of the services with chains by their names in place of selectors.</summary>
    public static string Plain(string sentence, IEnumerable<(ChainSelector Selector, string Name)> chains)
    {
        var named = chains.Aggregate(
            sentence,
            (text, chain) =>
                text.Replace($"{chain.Selector}", Chain(chain.Name, chain.Selector), StringComparison.Ordinal)
        );
        return LaneName().Replace(named, "$1 → $2");
    }

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex HumpBegin();

    [GeneratedRegex(@"\bccip\b")]
    private static partial Regex Abbreviation();

    [GeneratedRegex(@"\b([A-Z][a-z]+)-([A-Z][a-z]+)\b")]
    private static partial Regex LaneName();
}
