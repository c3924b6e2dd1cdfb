using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace QLStake.Hosting;

/// <summary>
/// What is traced. A stake's own trace always is, so that no hold and no failure is ever missing from it; of the rest, the
/// messages and questions, a part (<c>QLStake:TraceRatio</c>).
/// </summary>
public static class Sampling
{
    private const string Setting = "TraceRatio";

    /// <summary>Everything in a stake's trace has a recorded parent (<see cref="StakeTrace.ContextOf"/>), its root too.</summary>
    public static Sampler OfTheRest(double ratio) => new ParentBasedSampler(new TraceIdRatioBasedSampler(ratio));

    /// <exception cref="ConfigurationException">The ratio is no number from 0 to 1.</exception>
    public static Sampler Read(IConfiguration configuration)
    {
        var text = configuration[$"QLStake:{Setting}"] is { Length: > 0 } found ? found : "1";
        return
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ratio)
            && ratio is >= 0 and <= 1
            ? OfTheRest(ratio)
            : throw ConfigurationException.Of(Setting, "a number from 0 to 1", text);
    }
}
