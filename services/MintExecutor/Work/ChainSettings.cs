using System.Globalization;
using Microsoft.Extensions.Configuration;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>Reads the hub chains from section <c>QLStake:Chains</c>.</summary>
internal static class ChainSettings
{
    /// <exception cref="ConfigurationException">A setting is missing or unreadable; the message names it.</exception>
    /// <exception cref="ChainOptionsException">An endpoint's setting is wrong; the message names it.</exception>
    public static IReadOnlyList<HubChain> Read(IConfiguration configuration, TimeProvider time) =>
        [
            .. configuration
                .GetSection("QLStake:Chains")
                .GetChildren()
                .Where(chain => chain["Hub"] is { Length: > 0 })
                .Select(chain => Read(chain, time)),
        ];

    private static HubChain Read(IConfigurationSection chain, TimeProvider time)
    {
        var at = $"Chains:{chain.Key}";
        var name = Required(chain, at, "Name", "the chain's name");
        var endpoints = chain
            .GetSection("Rpc")
            .GetChildren()
            .Select(rpc =>
                Uri.TryCreate(rpc.Value, UriKind.Absolute, out var uri)
                    ? uri
                    : throw Wrong(at, $"Rpc:{rpc.Key}", "http://host:port", rpc.Value)
            )
            .ToList();
        var options = new EvmChainOptions
        {
            Name = name,
            ChainId = Number(chain, at, "ChainId", "an EIP-155 chain id"),
            Endpoints = endpoints,
            Section = $"QLStake:{at}",
            RequestTimeout = TimeSpan.FromSeconds(5),
            OverallTimeout = TimeSpan.FromSeconds(10),
        };
        return new(
            new(Number(chain, at, "Selector", "a CCIP chain selector")),
            name,
            EvmChain.Create(options, time),
            Address.TryParse(chain["Hub"]!, out var hub) ? hub : throw Wrong(at, "Hub", "an address", chain["Hub"])
        );
    }

    private static ulong Number(IConfigurationSection chain, string at, string name, string expected) =>
        ulong.TryParse(chain[name], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Wrong(at, name, expected, chain[name]);

    private static string Required(IConfigurationSection chain, string at, string name, string expected) =>
        chain[name] is { Length: > 0 } value ? value : throw Wrong(at, name, expected, null);

    private static ConfigurationException Wrong(string at, string name, string expected, string? found) =>
        ConfigurationException.Of($"{at}:{name}", expected, found);
}
