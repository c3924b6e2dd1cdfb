using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace QLStake.Hosting;

/// <summary>Section <c>QLStake:Notary</c>.</summary>
/// <param name="Folder">Where roots and heads are published, outside the database; null publishes them over HTTP only.</param>
/// <param name="HeadEvery">How often the newest link is published between two daily roots.</param>
public sealed record NotarySettings(string? Folder, TimeSpan HeadEvery)
{
    /// <exception cref="ConfigurationException">A setting is unreadable.</exception>
    public static NotarySettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("QLStake:Notary");
        var every = section["HeadEvery"] ?? "01:00:00";
        return new(
            section["Folder"] is { Length: > 0 } folder ? folder : null,
            TimeSpan.TryParse(every, CultureInfo.InvariantCulture, out var parsed) && parsed > TimeSpan.Zero
                ? parsed
                : throw ConfigurationException.Of("Notary:HeadEvery", "a duration above zero (01:00:00)", every)
        );
    }
}
