using System.Globalization;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>Section <c>QLStake:Fees</c>.</summary>
/// <param name="Grace">How long a day stays open after its end, by the chain's own clock.</param>
/// <param name="ReconcileEvery">How often the books are compared with the chains.</param>
public sealed record BookSettings(TimeSpan Grace, TimeSpan ReconcileEvery)
{
    /// <exception cref="ConfigurationException">A setting is unreadable.</exception>
    public static BookSettings Read(IConfiguration configuration) =>
        new(Duration(configuration, "PeriodGrace", "01:00:00"), Duration(configuration, "ReconcileEvery", "00:10:00"));

    private static TimeSpan Duration(IConfiguration configuration, string name, string otherwise)
    {
        var text = configuration[$"QLStake:Fees:{name}"] ?? otherwise;
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration > TimeSpan.Zero
            ? duration
            : throw ConfigurationException.Of($"Fees:{name}", $"a duration above zero ({otherwise})", text);
    }
}
