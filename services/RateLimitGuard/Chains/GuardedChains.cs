using System.Globalization;
using Microsoft.Extensions.Configuration;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>The configured chains as the guard reads them: each endpoint by itself, with a quorum.</summary>
internal static class GuardedChains
{
    /// <exception cref="ConfigurationException">A setting is missing or unreadable; the message names it.</exception>
    public static GuardChains Read(IConfiguration configuration, TimeProvider time)
    {
        var quorum = configuration["QLStake:Guard:Quorum"];
        return new(
            ChainSettings.ReadAll(configuration).Select((chain, index) => Of(chain, index, quorum, time)).ToList()
        );
    }

    /// <summary>The same chains as the configuration names them.</summary>
    public static IReadOnlyList<ConfiguredChain> Configured(IConfiguration configuration, GuardChains chains) =>
        [
            .. ChainSettings
                .ReadAll(configuration)
                .Select((chain, place) => new ConfiguredChain(chain, place, chains.Find(chain.Selector)!.Rpc)),
        ];

    private static GuardedChain Of(ChainSettings chain, int index, string? quorum, TimeProvider time)
    {
        // A verification that would wait longer than a moment is better tried again.
        var options = chain.ClientOptions(index) with
        {
            RequestTimeout = TimeSpan.FromSeconds(3),
            OverallTimeout = TimeSpan.FromSeconds(5),
        };
        return new(
            chain.Selector,
            chain.Name,
            EvmChain.Create(options, time),
            Quorum(quorum, chain),
            chain.OnRamp,
            chain.OffRamp,
            chain.Satellite,
            chain.Hub
        );
    }

    /// <summary>The majority unless said otherwise.</summary>
    private static int Quorum(string? setting, ChainSettings chain)
    {
        var endpoints = chain.Rpc.Count;
        if (setting is null)
            return endpoints / 2 + 1;
        return
            int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var quorum)
            && quorum >= 1
            && quorum <= endpoints
            ? quorum
            : throw ConfigurationException.Of(
                "Guard:Quorum",
                $"1 to {endpoints}, the number of endpoints of {chain.Name}",
                setting
            );
    }
}
