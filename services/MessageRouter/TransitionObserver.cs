using System.Diagnostics;
using JasperFx.Events;
using Marten;
using Marten.Services;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Traces and measures what was committed, and only that: a lost race or a replay leaves no span.</summary>
public sealed class TransitionObserver(TimeProvider time) : DocumentSessionListenerBase
{
    // Of the asset nothing is known here but its smallest unit.
    private static readonly AssetUnit Unit = new("units", 0);

    public override async Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        var sight = new CommitSight(session, commit);
        var streams = commit.GetStreams().ToList();
        foreach (var begun in streams.Where(IsBegun))
            StakeTrace.Begin(StreamNames.StakeOf(begun.Key!));
        var stories = new Dictionary<StakeId, List<StreamAction>>();
        foreach (var stream in streams)
        foreach (var stake in await sight.StakesOfAsync(stream.Key!, token))
            (stories.TryGetValue(stake, out var known) ? known : stories[stake] = []).Add(stream);
        foreach (var (stake, story) in stories)
            Tell(stake, [.. story.SelectMany(stream => stream.Events)]);
        foreach (var stream in streams)
            await MeasureAsync(stream, sight, token);
    }

    /// <summary>A stake's trace is rooted with the first event of its stream, which comes once.</summary>
    private static bool IsBegun(StreamAction stream) =>
        StreamNames.IsStake(stream.Key!) && stream.ExpectedVersionOnServer == 0;

    private void Tell(StakeId stake, IReadOnlyList<IEvent> events)
    {
        var causes = events.Select(CauseOf).OfType<ActivityContext>().Distinct().ToList();
        foreach (var step in Timeline.Of(events.Select(@event => @event.Data), Unit))
        {
            LaneMetrics.Step(step.What);
            var now = time.GetUtcNow();
            using var span = StakeTrace.Transition(stake, step.What, causes, step.At < now ? step.At : now);
            span?.SetTag("qlstake.chain", step.Chain?.ToString()).SetTag("qlstake.detail", step.Detail);
        }
    }

    /// <summary>What CCIP did is measured once per message, and stands in the trace of every stake in it.</summary>
    private static async Task MeasureAsync(StreamAction stream, CommitSight sight, CancellationToken ct)
    {
        var written = stream.Events.Select(@event => @event.Data).ToList();
        if (sight.Find<RootView>(stream.Key!) is { Root: var root })
        {
            var stages = Stages.EndedBy(written, root).ToList();
            if (stages.Count == 0)
                return;
            // The figure leads to one of them.
            Action<Stage>? measure = LaneMetrics.Record;
            foreach (var stake in await sight.StakesOfAsync(stream.Key!, ct))
            {
                Trace(stake, stages, measure);
                measure = null;
            }
        }
        else if (sight.Find<StakeView>(stream.Key!) is { Stake: var stake })
        {
            var message = Stages.MessageOf(written, stake);
            var carrier = message is { } id ? await sight.RootAsync(id, ct) : null;
            Trace(StreamNames.StakeOf(stream.Key!), Stages.EndedBy(written, stake, carrier), LaneMetrics.Record);
        }
    }

    private static void Trace(StakeId stake, IEnumerable<Stage> stages, Action<Stage>? measure = null)
    {
        foreach (var stage in stages)
        {
            using var span = StakeTrace.Transition(stake, stage.Name, since: stage.From);
            span?.SetTag("qlstake.lane", stage.Lane.ToString()).SetEndTime(stage.To.UtcDateTime);
            measure?.Invoke(stage);
        }
    }

    /// <summary>What was being done when the event was decided.</summary>
    private static ActivityContext? CauseOf(IEvent @event) =>
        ActivityContext.TryParse(@event.GetHeader("traceparent") as string, null, out var cause) ? cause : null;
}
