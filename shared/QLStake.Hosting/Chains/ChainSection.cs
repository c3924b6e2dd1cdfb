using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace QLStake.Hosting;

/// <summary>Reads the settings of one chain, each error with the setting's full name.</summary>
internal sealed class ChainSection(IConfigurationSection section)
{
    public string? Optional(string name) => section[name] is { Length: > 0 } text ? text : null;

    public string Text(string name, string expected) => Optional(name) ?? throw Wrong(name, expected, null);

    public ulong Number(string name, string expected) =>
        Parsed(name, expected, text => ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));

    public T Parsed<T>(string name, string expected, Func<string, T> parse)
    {
        var text = Text(name, expected);
        try
        {
            return parse(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw Wrong(name, expected, text);
        }
    }

    /// <summary>The address of a contract that not every chain has.</summary>
    public Address? Contract(string name) =>
        Optional(name) is null ? null : Parsed(name, "an address", text => Address.Parse(text));

    /// <summary>A list, which may be empty.</summary>
    public IReadOnlyList<T> Many<T>(string name, string expected, Func<string, T> parse) =>
        [.. section.GetSection(name).GetChildren().Select(entry => Parsed($"{name}:{entry.Key}", expected, parse))];

    /// <summary>Values by name, which may be none; names are told apart as configuration does, without case.</summary>
    public IReadOnlyDictionary<string, T> Named<T>(string name, string expected, Func<string, T> parse) =>
        section
            .GetSection(name)
            .GetChildren()
            .Where(entry => Optional($"{name}:{entry.Key}") is not null)
            .ToDictionary(
                entry => entry.Key,
                entry => Parsed($"{name}:{entry.Key}", expected, parse),
                StringComparer.OrdinalIgnoreCase
            );

    public IReadOnlyList<Uri> Uris(string name)
    {
        List<Uri> uris = [];
        foreach (var entry in section.GetSection(name).GetChildren())
            uris.Add(
                Uri.TryCreate(entry.Value, UriKind.Absolute, out var uri)
                    ? uri
                    : throw Wrong($"{name}:{entry.Key}", "http://host:port", entry.Value)
            );
        return uris.Count > 0 ? uris : throw Wrong($"{name}:0", "at least one endpoint (http://host:port)", null);
    }

    private ConfigurationException Wrong(string name, string expected, string? found) =>
        ConfigurationException.Of($"Chains:{section.Key}:{name}", expected, found);
}
