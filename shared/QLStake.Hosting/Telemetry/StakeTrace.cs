using System.Diagnostics;
using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>
/// A stake's own trace, whose id is the first 16 bytes of the stake id: whoever holds a stake id has its trace. Its root
/// span is the next 8 bytes, opened once by the router; every transition is a child of it.
/// </summary>
public static class StakeTrace
{
    public static ActivityTraceId TraceIdOf(StakeId stake) => ActivityTraceId.CreateFromBytes(Bytes(stake).AsSpan(0, 16));

    /// <summary>The parent of every span of this stake.</summary>
    public static ActivityContext ContextOf(StakeId stake) =>
        new(
            TraceIdOf(stake),
            ActivitySpanId.CreateFromBytes(Bytes(stake).AsSpan(16, 8)),
            ActivityTraceFlags.Recorded,
            isRemote: true
        );

    /// <summary>A transition, linked to the message that caused it.</summary>
    public static Activity? Transition(StakeId stake, string name)
    {
        var cause = Activity.Current is { } current ? new ActivityLink[] { new(current.Context) } : null;
        var activity = Telemetry.Source.StartActivity(name, ActivityKind.Internal, ContextOf(stake), links: cause);
        return activity?.SetTag("qlstake.stake_id", stake.ToString());
    }

    private static byte[] Bytes(StakeId stake)
    {
        var bytes = new byte[32];
        stake.Value.CopyTo(bytes);
        return bytes;
    }
}
