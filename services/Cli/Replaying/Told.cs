using System.Text.Json;
using QLStake.Contracts;

namespace QLStake.Cli;

/// <summary>Tells an event in a line, whatever service wrote it: from its JSON, as it is stored.</summary>
internal static class Told
{
    private const int LongestValue = 90;

    /// <summary>Said once for the whole stake, or of no use to a reader.</summary>
    private static readonly string[] Silent =
    [
        "stakeId",
        "at",
        "position",
        "fingerprint",
        "news",
        "signature",
        "policyHash",
        "lockAbsentSince",
        "rawTransaction",
        "signed",
    ];

    /// <summary>What a block told, or the members that are a single value.</summary>
    public static string Of(string type, JsonElement data) =>
        data.TryGetProperty("facts", out var facts) && !type.StartsWith("fees.", StringComparison.Ordinal)
            ? $"block {data.GetProperty("block").GetProperty("number")}: {string.Join(", ", facts.EnumerateArray().Select(fact => Text(fact.GetProperty("fact"), "fact")))}"
            : string.Join(", ", Values(data.TryGetProperty("command", out var command) ? command : data));

    /// <summary>Where the stake stands by the service's own word, and why.</summary>
    public static string Standing(JsonElement? state) =>
        state is { ValueKind: JsonValueKind.Object } known
            ? string.Join(
                ": ",
                new[]
                {
                    Text(known, "standing")
                        ?? (known.TryGetProperty("place", out var place) ? Text(place, "standing") : null),
                    Text(known, "reason"),
                }.OfType<string>()
            )
            : "";

    /// <summary>The postings of a journal's event that are about the stake.</summary>
    public static string Postings(JsonElement data, StakeId stake) =>
        !data.TryGetProperty("postings", out var postings)
            ? ""
            : string.Join(
                ", ",
                postings
                    .EnumerateArray()
                    .Where(posting => Text(posting, "stakeId") == stake.ToString())
                    .Select(posting =>
                        $"{(posting.GetProperty("isCounter").GetBoolean() ? "takes back " : "")}{Text(posting, "kind")} {Text(posting, "amount")} of {Text(posting, "token")}"
                    )
            );

    /// <summary>The blocks whose facts an event brought, as the books name them.</summary>
    public static IEnumerable<string> Blocks(JsonElement data) =>
        data.TryGetProperty("facts", out _) && data.TryGetProperty("block", out var block)
            ? [$"{Text(data, "chain")}-{Text(block, "hash")}"]
            : [];

    /// <summary>A member that is a text or a number; null for any other and for none.</summary>
    public static string? Text(JsonElement data, string member) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(member, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => null,
            }
            : null;

    private static IEnumerable<string> Values(JsonElement data) =>
        from member in data.EnumerateObject()
        where !Silent.Contains(member.Name)
        let text = Text(data, member.Name)
        where text is { Length: > 0 and <= LongestValue * 4 }
        select $"{member.Name} {(text.Length <= LongestValue ? text : $"{text[..LongestValue]}…")}";
}
