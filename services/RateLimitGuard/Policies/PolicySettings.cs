using System.Globalization;
using Microsoft.Extensions.Configuration;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>Reads the policy from section <c>QLStake:Guard</c>.</summary>
internal static class PolicySettings
{
    /// <exception cref="ConfigurationException">A limit is missing or unreadable; the message names it.</exception>
    /// <param name="chains">The configured ones: a lane between others could never be proven.</param>
    public static Policy Read(IConfiguration configuration, IEnumerable<ChainSelector> chains)
    {
        var known = chains.ToHashSet();
        var guard = configuration.GetSection("QLStake:Guard");
        var lanes = guard.GetSection("Lanes").GetChildren().Select(lane => ReadLane(lane, known)).ToList();
        var twice = lanes.GroupBy(limits => limits.Bucket).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new(ReadLifetime(guard), lanes)
            : throw ConfigurationException.Of(
                "Guard:Lanes",
                "one entry for each lane and asset",
                $"two for {twice.Key}"
            );
    }

    private static LaneLimits ReadLane(IConfigurationSection lane, HashSet<ChainSelector> known)
    {
        var at = $"Guard:Lanes:{lane.Key}";
        return new(
            new(Selector(lane, at, "Source", known), Selector(lane, at, "Destination", known)),
            Address.TryParse(lane["Asset"] ?? "", out var asset)
                ? asset
                : throw ConfigurationException.Of(
                    $"{at}:Asset",
                    "the asset's address; zeros for the native coin",
                    lane["Asset"]
                ),
            Amount(lane, at, "Capacity"),
            Amount(lane, at, "RefillPerSecond"),
            Amount(lane, at, "SingleMintCap")
        );
    }

    private static TimeSpan ReadLifetime(IConfigurationSection guard)
    {
        var text = guard["ApprovalLifetime"] ?? "00:30:00";
        return
            TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var lifetime)
            && lifetime >= TimeSpan.FromMinutes(1)
            && lifetime <= Policy.LongestLifetime
            ? lifetime
            : throw ConfigurationException.Of("Guard:ApprovalLifetime", "a duration from 00:01:00 to 01:00:00", text);
    }

    private static ChainSelector Selector(
        IConfigurationSection lane,
        string at,
        string name,
        HashSet<ChainSelector> known
    ) =>
        ulong.TryParse(lane[name], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && known.Contains(new(value))
            ? new(value)
            : throw ConfigurationException.Of(
                $"{at}:{name}",
                $"the CCIP selector of a chain in QLStake:Chains ({string.Join(", ", known)})",
                lane[name]
            );

    /// <summary>Below 2^128, as the contracts have it, so that no sum here overflows.</summary>
    private static Assets Amount(IConfigurationSection lane, string at, string name) =>
        U256.TryParse(lane[name] ?? "", out var value) && value.BitLength <= 128
            ? new(value)
            : throw ConfigurationException.Of(
                $"{at}:{name}",
                "an amount in the asset's smallest unit, below 2^128",
                lane[name]
            );
}
