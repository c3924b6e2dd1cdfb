using JasperFx.Events;

namespace QLStake.MessageRouter;

/// <summary>One event of a stake's life, and what the router knew when it had been written.</summary>
/// <param name="Stream">The stake's own, its message's, or its refund's.</param>
/// <param name="State">Where the stake was then.</param>
/// <param name="WaitsFor">The one reason why it was no further.</param>
public sealed record ReplayStep(
    long Sequence,
    string Stream,
    long Version,
    DateTimeOffset At,
    string Type,
    StakeState State,
    WaitingCause WaitsFor,
    string Detail,
    object Data
)
{
    public static ReplayStep Of(IEvent @event, Life life, AssetUnit unit)
    {
        var waiting = life.Waiting.Told(@event.Timestamp, unit);
        return new(
            @event.Sequence,
            @event.StreamKey ?? "",
            @event.Version,
            @event.Timestamp,
            @event.EventTypeName,
            life.State,
            waiting.Cause,
            waiting.Detail,
            @event.Data
        );
    }
}

/// <summary>A stake as it was at a moment, and how it came there.</summary>
public sealed record StakeReplay(StakeDetails Then, IReadOnlyList<ReplayStep> Steps);
