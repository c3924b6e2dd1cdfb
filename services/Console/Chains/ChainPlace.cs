using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.Console;

/// <summary>A chain of the network as the console needs it: its name, its contracts, and where its hashes are looked at.</summary>
/// <param name="Place">Its number in <c>QLStake:Chains</c>.</param>
/// <param name="Router">CCIP's Router, over which shares are transferred; null forbids transfers from here.</param>
/// <param name="Explorer">Base address of a block explorer with <c>/tx/</c>, <c>/address/</c> and <c>/block/</c>; null gives no links.</param>
public sealed record ChainPlace(
    ChainSettings Settings,
    int Place,
    Address? Router,
    Address? Link,
    Address? RmnRemote,
    Uri? Explorer
)
{
    public string Name => Settings.Name;

    public ChainSelector Selector => Settings.Selector;

    /// <exception cref="ConfigurationException">A setting is missing or unreadable; the message names it.</exception>
    internal static IReadOnlyList<ChainPlace> ReadAll(IConfiguration configuration)
    {
        var sections = NetworkFile.Under(configuration).GetSection("QLStake:Chains").GetChildren().ToList();
        return sections.Count == 0
            ? []
            : [.. ChainSettings.ReadAll(configuration).Select((chain, place) => Read(chain, place, sections[place]))];
    }

    /// <summary>Where a hash is looked at; null without an explorer.</summary>
    /// <param name="kind"><c>tx</c>, <c>address</c> or <c>block</c>.</param>
    /// <param name="name">The hash, address or number.</param>
    public string? LinkTo(string kind, string name) =>
        Explorer is null ? null : $"{Explorer.ToString().TrimEnd('/')}/{kind}/{name}";

    private static ChainPlace Read(ChainSettings chain, int place, IConfigurationSection section) =>
        new(
            chain,
            place,
            AddressOf(section, "Router"),
            AddressOf(section, "Link"),
            AddressOf(section, "RmnRemote"),
            section["Explorer"] is not { Length: > 0 } text ? null
                : Uri.TryCreate(text, UriKind.Absolute, out var explorer) && explorer.Scheme is "http" or "https"
                    ? explorer
                : throw ConfigurationException.Of($"Chains:{section.Key}:Explorer", "https://host", text)
        );

    private static Address? AddressOf(IConfigurationSection section, string name) =>
        section[name] is not { Length: > 0 } text ? null
        : Address.TryParse(text, out var address) ? address
        : throw ConfigurationException.Of($"Chains:{section.Key}:{name}", "a contract's address (0x…)", text);
}
