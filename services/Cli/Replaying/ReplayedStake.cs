using System.Text.Json;

namespace QLStake.Cli;

/// <summary>A stake as the router replays it, <c>GET /stakes/{id}/replay</c>.</summary>
public sealed record RouterReplay(StakeStory Then, IReadOnlyList<RouterStep> Steps);

/// <summary>One of the router's events, and what it knew when that had been written.</summary>
public sealed record RouterStep(
    long Sequence,
    string Stream,
    long Version,
    DateTimeOffset At,
    string Type,
    string State,
    string WaitsFor,
    string Detail,
    JsonElement Data
);

/// <summary>A stream as any service tells it, <c>GET /streams/{stream}/history</c>.</summary>
public sealed record StreamStory(string Service, string Stream, IReadOnlyList<StreamStep> Events);

/// <summary>One event, and the service's own state after it.</summary>
public sealed record StreamStep(
    long Sequence,
    long Version,
    DateTimeOffset At,
    string Type,
    JsonElement Data,
    JsonElement? State
);

/// <summary>One step of the whole system: who wrote down what, and what it knew afterwards.</summary>
/// <param name="Said">What was decided or learned, in words.</param>
/// <param name="Knew">Where the stake was for that service, and what it waited for.</param>
public sealed record ReplayedStep(
    DateTimeOffset At,
    string Service,
    string Stream,
    long Sequence,
    long Version,
    string Type,
    string Said,
    string Knew,
    JsonElement Data
);

/// <summary>A stake at a moment: the state then, and every service's steps to it.</summary>
/// <param name="At">The moment; null for now.</param>
public sealed record ReplayedStake(DateTimeOffset? At, StakeStory Then, IReadOnlyList<ReplayedStep> Steps);
