using System.Globalization;
using Microsoft.Extensions.Configuration;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>Reads the chains and the guard's quorum from sections <c>QLStake:Chains</c> and <c>QLStake:Guard</c>.</summary>
internal static class ChainSettings
{
    /// <exception cref="ConfigurationException">A setting is missing or unreadable; the message names it.</exception>
    /// <exception cref="ChainOptionsException">An endpoint's setting is wrong; the message names it.</exception>
    public static GuardChains Read(IConfiguration configuration, TimeProvider time)
    {
        var quorum = configuration["QLStake:Guard:Quorum"];
        var chains = configuration
            .GetSection("QLStake:Chains")
            .GetChildren()
            .Select(chain => Read(chain, quorum, time));
        return new(chains.ToList());
    }

    private static GuardedChain Read(IConfigurationSection chain, string? quorum, TimeProvider time)
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
            // A verification that waits longer than a moment is better tried again.
            RequestTimeout = TimeSpan.FromSeconds(3),
            OverallTimeout = TimeSpan.FromSeconds(5),
        };
        return new(
            new(Number(chain, at, "Selector", "a CCIP chain selector")),
            name,
            EvmChain.Create(options, time),
            QuorumOf(quorum, name, endpoints.Count),
            Contract(chain, at, "OnRamp") ?? throw Wrong(at, "OnRamp", "an address", null),
            Contract(chain, at, "OffRamp") ?? throw Wrong(at, "OffRamp", "an address", null),
            Contract(chain, at, "Satellite"),
            Contract(chain, at, "Hub")
        );
    }

    /// <summary>The majority unless said otherwise.</summary>
    private static int QuorumOf(string? setting, string chain, int endpoints) =>
        setting is null ? endpoints / 2 + 1
        : int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var quorum)
        && quorum >= 1
        && quorum <= endpoints
            ? quorum
        : throw ConfigurationException.Of(
            "Guard:Quorum",
            $"1 to {endpoints}, the number of endpoints of {chain}",
            setting
        );

    private static Address? Contract(IConfigurationSection chain, string at, string name) =>
        chain[name] is not { Length: > 0 } text ? null
        : Address.TryParse(text, out var address) ? address
        : throw Wrong(at, name, "an address", text);

    private static ulong Number(IConfigurationSection chain, string at, string name, string expected) =>
        ulong.TryParse(chain[name], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Wrong(at, name, expected, chain[name]);

    private static string Required(IConfigurationSection chain, string at, string name, string expected) =>
        chain[name] is { Length: > 0 } value ? value : throw Wrong(at, name, expected, null);

    private static ConfigurationException Wrong(string at, string name, string expected, string? found) =>
        ConfigurationException.Of($"{at}:{name}", expected, found);
}
