using System.Collections.Immutable;
using System.Text.Json.Serialization;
using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>The guards were asked for a sign of life, lest their silence opens the hub's escape.</summary>
/// <param name="Every">When the next is due after this one was seen.</param>
/// <param name="Attempt">Counts the askings since the last that the hub saw, from 1.</param>
public sealed record HeartbeatWanted(
    SignHeartbeat Command,
    IReadOnlyList<Address> Guardians,
    int Threshold,
    int Attempt,
    DateTimeOffset At,
    TimeSpan Patience,
    TimeSpan Every
);

/// <summary>A guard signed.</summary>
public sealed record HeartbeatGiven(HeartbeatSigned Answer);

/// <summary>k guards signed, and the executor was told.</summary>
public sealed record HeartbeatAsked(ExecuteHeartbeat Command);

/// <summary>The last sign of life that was asked for.</summary>
public sealed record Heartbeat(
    HeartbeatWanted Wanted,
    ImmutableSortedDictionary<Address, HeartbeatSigned> Answers,
    HeartbeatAsked? Execution
)
{
    [JsonIgnore]
    public DateTimeOffset SignedAt => DateTimeOffset.FromUnixTimeSeconds(checked((long)Wanted.Command.At));

    public static Heartbeat Of(HeartbeatWanted wanted) =>
        new(wanted, ImmutableSortedDictionary<Address, HeartbeatSigned>.Empty, null);
}
