using System.Globalization;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>Section <c>QLStake:Fees</c>.</summary>
/// <param name="QuoteLifetime">How long a quote is good to decide by; the chain's prices move on.</param>
public sealed record QuoteSettings(TimeSpan QuoteLifetime)
{
    /// <exception cref="ConfigurationException">The setting is unreadable.</exception>
    public static QuoteSettings Read(IConfiguration configuration)
    {
        var text = configuration["QLStake:Fees:QuoteLifetime"] ?? "00:01:00";
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var lifetime) && lifetime > TimeSpan.Zero
            ? new(lifetime)
            : throw ConfigurationException.Of("Fees:QuoteLifetime", "a duration above zero (00:01:00)", text);
    }
}
