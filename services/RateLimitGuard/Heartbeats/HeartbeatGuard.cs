using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>The router asked for a sign of life.</summary>
/// <param name="SignAt">What is to be signed: seconds since 1970, hub time.</param>
internal sealed record HeartbeatWanted(ChainSelector Chain, Address Hub, ulong SignAt, DateTimeOffset At);

/// <summary>Given.</summary>
internal sealed record HeartbeatGiven(ChainSelector Chain, Address Hub, ulong At, Address Guardian, string Signature);

/// <summary>Not given; the router asks for another when it needs one.</summary>
internal sealed record HeartbeatWithheld(ChainSelector Chain, ulong SignAt, string Reason);

/// <summary>The guard's signs of life for one hub: stream <c>heartbeat-{selector}</c>.</summary>
/// <param name="Last">The highest moment signed.</param>
internal sealed record Heartbeat(HeartbeatWanted? Wanted, ulong Last) : IState<Heartbeat>, IWaits
{
    public static Heartbeat Initial { get; } = new(null, 0);

    public static string Stream(ChainSelector chain) => $"heartbeat-{chain}";

    public DateTimeOffset? WakeAt => Wanted?.At;

    public Heartbeat Apply(object @event) =>
        @event switch
        {
            HeartbeatWanted wanted => this with { Wanted = wanted },
            HeartbeatGiven given => new(null, given.At),
            HeartbeatWithheld => this with { Wanted = null },
            _ => this,
        };
}

/// <summary>Whether a sign of life says the truth: the moment is the hub's present, and later than any before.</summary>
internal static class HeartbeatGuard
{
    /// <summary>How far the moment may lie behind the hub's newest block: an old one could be kept and played later.</summary>
    public static TimeSpan Freshness { get; } = TimeSpan.FromMinutes(10);

    public static IEnumerable<object> Take(Heartbeat known, SignHeartbeat message, DateTimeOffset now) =>
        message.At <= known.Last || message.At <= known.Wanted?.SignAt
            ? []
            : [new HeartbeatWanted(message.Chain, message.Hub, message.At, now)];

    /// <summary>Why it is not given, or null.</summary>
    /// <param name="hubTime">Block time that a quorum of the hub's endpoints agrees on; null where none does.</param>
    public static string? Problem(Heartbeat known, HeartbeatWanted wanted, DateTimeOffset? hubTime)
    {
        if (hubTime is not { } now)
            return "The hub chain cannot be read by a quorum now.";
        var at = DateTimeOffset.FromUnixTimeSeconds((long)Math.Min(wanted.SignAt, uint.MaxValue));
        return wanted.SignAt <= known.Last ? $"A later or equal moment {known.Last} is signed already."
            : at > now ? $"{at:u} is after the hub's newest block of {now:u}."
            : now - at > Freshness ? $"{at:u} is long before the hub's newest block of {now:u}."
            : null;
    }
}
