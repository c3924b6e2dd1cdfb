using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace QLStake.Hosting;

/// <summary>Where a document breaks its schema.</summary>
/// <param name="Path">The place, e.g. <c>chains[0].rpc</c>; empty for the document itself.</param>
/// <param name="Expected">The schema's own title of what belongs there.</param>
/// <param name="Found">The JSON that is there, or nothing.</param>
public sealed record SchemaViolation(string Path, string Expected, string Found);

/// <summary>
/// Checks a document by <c>deploy/networks/network.schema.json</c>, which is embedded: the file is the only place of the
/// rules. Understands what that schema uses of JSON Schema draft 7 and refuses a schema that uses more.
/// </summary>
/// <remarks>A full validator brings a second JSON library into every service; a test compares this one with such.</remarks>
public sealed class NetworkSchema : IDisposable
{
    private const string Resource = "network.schema.json";
    private const int LongestShown = 60;
    private readonly JsonDocument schema = JsonDocument.Parse(Text());

    /// <summary>The schema as it is in the repository.</summary>
    public static string Text()
    {
        using var stream = typeof(NetworkSchema).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The first violation in the document's order, or null.</summary>
    public SchemaViolation? FirstViolation(JsonElement document) =>
        Violations(schema.RootElement, document, "").FirstOrDefault();

    public void Dispose() => schema.Dispose();

    private IEnumerable<SchemaViolation> Violations(JsonElement rule, JsonElement value, string path)
    {
        foreach (var keyword in rule.EnumerateObject())
        foreach (var violation in Violations(keyword, rule, value, path))
            yield return violation;
    }

    private IEnumerable<SchemaViolation> Violations(
        JsonProperty keyword,
        JsonElement rule,
        JsonElement value,
        string path
    )
    {
        var argument = keyword.Value;
        return keyword.Name switch
        {
            "$schema" or "$id" or "title" or "description" or "definitions" => [],
            "$ref" => Violations(Definition(argument.GetString()!), value, path),
            "allOf" => argument.EnumerateArray().SelectMany(part => Violations(part, value, path)),
            "type" => Unless(IsOf(argument.GetString()!, value), rule, value, path),
            "pattern" => Unless(Matches(argument.GetString()!, value), rule, value, path),
            "minimum" => Unless(!IsOf("integer", value) || Whole(value) >= Whole(argument), rule, value, path),
            "minItems" => Unless(Items(value).Count() >= argument.GetInt32() || !IsArray(value), rule, value, path),
            "uniqueItems" => Unless(Items(value).Distinct().Count() == Items(value).Count(), rule, value, path),
            "items" => Items(value, path).SelectMany(item => Violations(argument, item.Value, item.Path)),
            "properties" => Members(value)
                .Where(member => argument.TryGetProperty(member.Name, out _))
                .SelectMany(member =>
                    Violations(argument.GetProperty(member.Name), member.Value, Join(path, member.Name))
                ),
            "required" => value.ValueKind != JsonValueKind.Object
                ? []
                : argument
                    .EnumerateArray()
                    .Select(name => name.GetString()!)
                    .Where(name => !value.TryGetProperty(name, out _))
                    .Select(name => new SchemaViolation(
                        Join(path, name),
                        Title(rule.GetProperty("properties").GetProperty(name)),
                        "nothing"
                    )),
            "additionalProperties" => Members(value)
                .Where(member => !rule.GetProperty("properties").TryGetProperty(member.Name, out _))
                .Select(member => new SchemaViolation(
                    Join(path, member.Name),
                    $"only {string.Join(", ", rule.GetProperty("properties").EnumerateObject().Select(p => p.Name))}",
                    $"'{member.Name}'"
                )),
            _ => throw new NotSupportedException(
                $"{Resource} uses the keyword '{keyword.Name}', which {nameof(NetworkSchema)} does not check. Teach it first."
            ),
        };
    }

    private IEnumerable<SchemaViolation> Unless(bool holds, JsonElement rule, JsonElement value, string path) =>
        holds ? [] : [new SchemaViolation(path, Title(rule), Shown(value))];

    private string Title(JsonElement rule) =>
        rule.TryGetProperty("title", out var title) ? title.GetString()!
        : rule.TryGetProperty("$ref", out var reference) ? Title(Definition(reference.GetString()!))
        : rule.TryGetProperty("allOf", out var parts) ? Title(parts[0])
        : rule.ToString();

    private JsonElement Definition(string reference) =>
        schema.RootElement.GetProperty("definitions").GetProperty(reference["#/definitions/".Length..]);

    private static bool IsOf(string type, JsonElement value) =>
        type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => IsArray(value),
            "string" => value.ValueKind == JsonValueKind.String,
            "integer" => value.ValueKind == JsonValueKind.Number
                && value.GetRawText().TrimStart('-').All(char.IsAsciiDigit),
            _ => throw new NotSupportedException($"{Resource} uses the type '{type}', which is not checked."),
        };

    private static bool IsArray(JsonElement value) => value.ValueKind == JsonValueKind.Array;

    private static bool Matches(string pattern, JsonElement value) =>
        value.ValueKind != JsonValueKind.String
        || Regex.IsMatch(value.GetString()!, pattern, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1));

    private static BigInteger Whole(JsonElement number) =>
        BigInteger.Parse(number.GetRawText(), CultureInfo.InvariantCulture);

    private static IEnumerable<string> Items(JsonElement value) =>
        Items(value, "").Select(item => item.Value.GetRawText());

    private static IEnumerable<(JsonElement Value, string Path)> Items(JsonElement value, string path) =>
        IsArray(value)
            ? value
                .EnumerateArray()
                .Select((item, i) => (item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")))
            : [];

    private static JsonProperty[] Members(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? [.. value.EnumerateObject()] : [];

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Shown(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? $"'{value.GetString()}'" : value.GetRawText();
        var line = Regex.Replace(text, @"\s+", " ");
        return line.Length <= LongestShown ? line : $"{line[..LongestShown]}…";
    }
}
