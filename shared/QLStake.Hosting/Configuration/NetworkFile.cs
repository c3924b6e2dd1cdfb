using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace QLStake.Hosting;

/// <summary>The network a service belongs to: a file of <c>deploy/networks</c>, named by <c>QLStake:Network</c>.</summary>
public static class NetworkFile
{
    public const string Setting = "Network";
    private const string Placeholder = "fill in:";

    /// <summary>
    /// The configuration with the network's chains under it: a value of its own overrides the file's, and an empty one
    /// takes it away, which a chained configuration would not let it do.
    /// </summary>
    /// <returns>The configuration itself where it names no network.</returns>
    /// <exception cref="ConfigurationException">The file is missing, breaks the schema, or is a template not yet filled in.</exception>
    public static IConfiguration Under(IConfiguration configuration) =>
        configuration[$"QLStake:{Setting}"] is { Length: > 0 } file
            ? new ConfigurationBuilder()
                .AddInMemoryCollection(Read(file))
                .AddInMemoryCollection(configuration.AsEnumerable().Where(setting => setting.Value is not null))
                .Build()
            : configuration;

    /// <summary>The file's chains as settings, <c>QLStake:Chains:…</c>.</summary>
    /// <exception cref="ConfigurationException">As <see cref="Under"/>.</exception>
    public static IReadOnlyDictionary<string, string?> Read(string file)
    {
        using var document = Parse(file);
        using var schema = new NetworkSchema();
        if (schema.FirstViolation(document.RootElement) is { } violation)
            throw Wrong(file, violation.Path, violation.Expected, violation.Found, "Correct the file and start again.");
        var settings = Settings(document.RootElement.GetProperty("chains"), "QLStake:Chains", "chains").ToList();
        var open = settings.FirstOrDefault(setting => setting.Value.StartsWith(Placeholder, StringComparison.Ordinal));
        if (open.Value is not null)
            throw Wrong(
                file,
                open.Path,
                "an address",
                $"'{open.Value}'",
                "The file is a template: copy it, fill in what it asks for, and start again."
            );
        return settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
    }

    private static JsonDocument Parse(string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(file));
        }
        catch (JsonException error)
        {
            throw Wrong(
                file,
                string.Create(CultureInfo.InvariantCulture, $"line {error.LineNumber + 1}"),
                "JSON",
                "something else",
                "Correct the file and start again."
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ConfigurationException.Of(Setting, "a network file that can be read", file, error.Message);
        }
    }

    private static IEnumerable<(string Key, string Path, string Value)> Settings(
        JsonElement at,
        string key,
        string path
    ) =>
        at.ValueKind switch
        {
            JsonValueKind.Object => at.EnumerateObject()
                .SelectMany(member => Settings(member.Value, $"{key}:{member.Name}", $"{path}.{member.Name}")),
            JsonValueKind.Array => at.EnumerateArray()
                .SelectMany(
                    (item, i) =>
                        Settings(
                            item,
                            string.Create(CultureInfo.InvariantCulture, $"{key}:{i}"),
                            string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")
                        )
                ),
            _ => [(key, path, at.ToString())],
        };

    private static ConfigurationException Wrong(string file, string path, string expected, string found, string remedy)
    {
        var place = path.Length == 0 ? file : $"{file}: {path}";
        return new($"{place}: expected {expected}, found {found}. {remedy}");
    }
}
