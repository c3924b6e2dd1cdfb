using Microsoft.Extensions.Configuration;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>Reads who may decide about held mints: <c>QLStake:Guard:Operators</c>, the guardian itself unless given.</summary>
internal static class OperatorSettings
{
    /// <exception cref="ConfigurationException">An entry is no address; the message names it.</exception>
    public static Operators Read(IConfiguration configuration, Guardian guardian)
    {
        var entries = configuration.GetSection("QLStake:Guard:Operators").GetChildren().ToList();
        return new(entries.Count == 0 ? [guardian.Address] : [.. entries.Select(ReadOne)]);
    }

    private static Address ReadOne(IConfigurationSection entry) =>
        Address.TryParse(entry.Value, out var address)
            ? address
            : throw ConfigurationException.Of(
                $"Guard:Operators:{entry.Key}",
                "an operator's address (0x…)",
                entry.Value
            );
}
