using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace QLStake.MessageRouter;

/// <summary>A moment of the past: a time, or the version of the stake's own stream.</summary>
public sealed record Moment(DateTimeOffset? Time, long? Version)
{
    /// <summary>Reads <c>2026-01-31T12:00:00Z</c> or a version such as <c>7</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Moment? moment)
    {
        moment = null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            moment = new(null, version);
        else if (
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        )
            moment = new(time.ToUniversalTime(), null);
        return moment is not null;
    }
}
