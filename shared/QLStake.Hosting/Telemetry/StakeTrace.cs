using System.Diagnostics;
using System.Runtime.CompilerServices;
using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>
/// A stake's own trace, whose id is the first 16 bytes of the stake id: whoever holds a stake id has its trace. Its root
/// span is the next 8 bytes, so that every service knows it; the router opens it once, every transition is a child of it.
/// </summary>
public static class StakeTrace
{
    // What collectors keep of a span (OpenTelemetry's default).
    private const int MostLinks = 128;

    public static ActivityTraceId TraceIdOf(StakeId stake) =>
        ActivityTraceId.CreateFromBytes(Bytes(stake).AsSpan(0, 16));

    /// <summary>The parent of every span of this stake.</summary>
    public static ActivityContext ContextOf(StakeId stake) =>
        new(TraceIdOf(stake), RootOf(stake), ActivityTraceFlags.Recorded, isRemote: true);

    /// <summary>The root span, to be told once in a stake's life: at its first event.</summary>
    public static void Begin(StakeId stake)
    {
        // What is being done now would become the root's parent.
        var current = Activity.Current;
        Activity.Current = null;
        var rootless = new ActivityContext(TraceIdOf(stake), default, ActivityTraceFlags.Recorded);
        using (var root = Telemetry.Source.StartActivity("stake", ActivityKind.Internal, rootless))
            if (root is not null)
            {
                // .NET draws every span id; the one that all services already name as their parent takes its place.
                SpanIdOf(root) = RootOf(stake).ToHexString();
                root.SetTag("qlstake.stake_id", stake.ToString());
            }
        Activity.Current = current;
    }

    /// <summary>A transition, linked to the messages that caused it.</summary>
    /// <param name="causes">By default what is being done now.</param>
    /// <param name="since">When it began, a block's time perhaps; by default now. A chain's clock may be ahead of ours.</param>
    public static Activity? Transition(
        StakeId stake,
        string name,
        IEnumerable<ActivityContext>? causes = null,
        DateTimeOffset since = default
    )
    {
        causes ??= Activity.Current is { } current ? [current.Context] : [];
        var links = causes
            .Where(cause => cause.TraceId != TraceIdOf(stake))
            .Take(MostLinks)
            .Select(cause => new ActivityLink(cause));
        var activity = Telemetry.Source.StartActivity(
            name,
            ActivityKind.Internal,
            ContextOf(stake),
            links: links,
            startTime: since
        );
        return activity?.SetTag("qlstake.stake_id", stake.ToString());
    }

    /// <summary>The message in hand moved a stake: its own trace links to the stake's, as far as collectors keep links.</summary>
    public static void Link(StakeId stake)
    {
        var root = ContextOf(stake);
        if (
            Activity.Current is { } message
            && message.TraceId != root.TraceId
            && message.Links.Count() < MostLinks
            && message.Links.All(link => link.Context.SpanId != root.SpanId)
        )
            message.AddLink(new(root));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? SpanIdOf(Activity activity);

    private static ActivitySpanId RootOf(StakeId stake) => ActivitySpanId.CreateFromBytes(Bytes(stake).AsSpan(16, 8));

    private static byte[] Bytes(StakeId stake)
    {
        var bytes = new byte[32];
        stake.Value.CopyTo(bytes);
        return bytes;
    }
}
