using System.Collections.Generic;

namespace QLStake.Evm.Generator.Json;

/// <summary>
/// A parsed JSON value: string, list, object, or a bare literal kept as its text. Enough for ABI files, and it keeps
/// System.Text.Json out of the compiler's process, where its version would clash with the host's.
/// </summary>
internal sealed class JsonValue
{
    private static readonly IReadOnlyList<JsonValue> NoItems = [];

    public string? Text { get; private set; }

    public string? Literal { get; private set; }

    public IReadOnlyList<JsonValue>? Items { get; private set; }

    public IReadOnlyDictionary<string, JsonValue>? Members { get; private set; }

    public static JsonValue OfText(string text) => new() { Text = text };

    public static JsonValue OfLiteral(string literal) => new() { Literal = literal };

    public static JsonValue OfItems(IReadOnlyList<JsonValue> items) => new() { Items = items };

    public static JsonValue OfMembers(IReadOnlyDictionary<string, JsonValue> members) => new() { Members = members };

    public JsonValue? Member(string name) =>
        Members is not null && Members.TryGetValue(name, out var value) ? value : null;

    public string? TextOf(string name) => Member(name)?.Text;

    public bool IsTrue(string name) => Member(name)?.Literal == "true";

    public IReadOnlyList<JsonValue> ItemsOf(string name) => Member(name)?.Items ?? NoItems;
}
