using System.Text.Json;

namespace QLStake.Cli;

/// <summary>What a row of somebody else's making may throw when it is read: it is told as a finding, and the audit goes on.</summary>
internal static class Unreadable
{
    public static bool Is(Exception error) =>
        error
            is JsonException
                or FormatException
                or ArgumentException
                or OverflowException
                or KeyNotFoundException
                or InvalidOperationException
                or NullReferenceException;
}

/// <summary>Compares what is stored with what is read anew.</summary>
internal static class Likeness
{
    /// <summary>
    /// Null where the stored says nothing else than the fresh. It may say less: what was learned to tell later is missing in
    /// what was written before, and the notary's chain is what proves that nothing was taken out.
    /// </summary>
    public static string? Difference(JsonElement stored, JsonElement fresh, string path = "")
    {
        if (stored.ValueKind != fresh.ValueKind)
        {
            return Differs(stored, fresh, path);
        }

        switch (stored.ValueKind)
        {
            case JsonValueKind.Object:
                return stored
                    .EnumerateObject()
                    .Select(member => (Place: $"{path}.{member.Name}".TrimStart('.'), Member: member))
                    .Select(at =>
                        fresh.TryGetProperty(at.Member.Name, out var value)
                            ? Difference(at.Member.Value, value, at.Place)
                            : $"expected no {at.Place}, found {at.Member.Value.GetRawText()}"
                    )
                    .FirstOrDefault(difference => difference is not null);
            case JsonValueKind.Array when stored.GetArrayLength() == fresh.GetArrayLength():
                return stored
                    .EnumerateArray()
                    .Zip(fresh.EnumerateArray())
                    .Select((pair, i) => Difference(pair.First, pair.Second, $"{path}[{i}]"))
                    .FirstOrDefault(difference => difference is not null);
            default:
                return JsonElement.DeepEquals(stored, fresh) ? null : Differs(stored, fresh, path);
        }
    }

    private static string Differs(JsonElement stored, JsonElement fresh, string path) =>
        $"{(path.Length == 0 ? "" : $"{path}: ")}expected {fresh.GetRawText()}, found {stored.GetRawText()}";
}
