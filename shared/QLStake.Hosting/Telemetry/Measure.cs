using System.Diagnostics.Metrics;

namespace QLStake.Hosting;

/// <summary>Writes a measurement down.</summary>
public static class Measure
{
    public static Measurement<double> Of(double value, params ReadOnlySpan<(string Key, string Value)> tags)
    {
        var pairs = new KeyValuePair<string, object?>[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            pairs[i] = new(tags[i].Key, tags[i].Value);
        return new(value, pairs);
    }
}
