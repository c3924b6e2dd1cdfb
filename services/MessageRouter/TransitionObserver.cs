using System.Diagnostics;
using System.Diagnostics.Metrics;
using JasperFx.Events;
using Marten;
using Marten.Services;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Traces and measures what was committed, and only that: a lost race or a replay leaves no span.</summary>
public sealed class TransitionObserver : DocumentSessionListenerBase
{
    private static readonly Counter<long> Transitions = Telemetry.Meter.CreateCounter<long>(
        "qlstake.stakes.transitions",
        "{stake}",
        "Steps that stakes took, by step"
    );

    private static readonly Histogram<double> LaneLatency = Telemetry.Meter.CreateHistogram<double>(
        "qlstake.lane.latency",
        "s",
        "From the lock's block time to the mint's, by lane"
    );

    // Of the asset nothing is known here but its smallest unit.
    private static readonly AssetUnit Unit = new("units", 0);

    public override async Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        var views = commit.Updated.Concat(commit.Inserted).ToList();
        var stakesOf = new Dictionary<string, IReadOnlyList<StakeId>>();
        foreach (var stream in commit.GetStreams())
            stakesOf[stream.Key!] = await StakesOfAsync(stream.Key!, views, session, token);
        var stories = from stream in commit.GetStreams() from stake in stakesOf[stream.Key!] group stream by stake;
        foreach (var begun in commit.GetStreams().Where(IsBegun))
            StakeTrace.Begin(StreamNames.StakeOf(begun.Key!));
        foreach (var story in stories)
            Tell(story.Key, [.. story.SelectMany(stream => stream.Events)]);
        foreach (var stake in views.OfType<StakeView>().Where(view => HasMinted(commit, view.Id)))
            Measure(stake.Stake);
    }

    private static async Task<IReadOnlyList<StakeId>> StakesOfAsync(
        string stream,
        List<object> views,
        IDocumentSession session,
        CancellationToken ct
    )
    {
        if (StreamNames.IsStake(stream))
            return [StreamNames.StakeOf(stream)];
        if (views.OfType<RootView>().FirstOrDefault(view => view.Id == stream) is not { Root: var root })
            return [];
        if (root.Batch is not { } name)
            return root.Leaves;
        // A message's facts stand once; every stake in it has a trace of its own all the same.
        await using var query = session.DocumentStore.QuerySession();
        var events = await query.Events.FetchStreamAsync(name, token: ct);
        var batch = events.Aggregate(Batch.Initial, (known, @event) => known.Apply(@event.Data));
        return [.. batch.Leaves.Select(leaf => leaf.Stake)];
    }

    /// <summary>A stake's trace is rooted with the first event of its stream, which comes once.</summary>
    private static bool IsBegun(StreamAction stream) =>
        StreamNames.IsStake(stream.Key!) && stream.ExpectedVersionOnServer == 0;

    private static void Tell(StakeId stake, IReadOnlyList<IEvent> events)
    {
        var causes = events.Select(CauseOf).OfType<ActivityContext>().Distinct().ToList();
        foreach (var step in Timeline.Of(events.Select(@event => @event.Data), Unit))
        {
            Transitions.Add(1, new TagList { { "step", step.What } });
            using var span = StakeTrace.Transition(stake, step.What, causes);
            span?.SetTag("qlstake.chain", step.Chain?.ToString()).SetTag("qlstake.detail", step.Detail);
        }
    }

    /// <summary>What was being done when the event was decided.</summary>
    private static ActivityContext? CauseOf(IEvent @event) =>
        ActivityContext.TryParse(@event.GetHeader("traceparent") as string, null, out var cause) ? cause : null;

    private static bool HasMinted(IChangeSet commit, string stream) =>
        commit
            .GetStreams()
            .Where(action => action.Key == stream)
            .SelectMany(action => action.Events)
            .Any(@event => @event.Data is FactsObserved seen && seen.Facts.Any(fact => fact.Fact is Minted));

    private static void Measure(Stake stake)
    {
        if (stake is { Locked: { } locked, Minted: { } minted })
            LaneLatency.Record(
                (minted.At - locked.At).TotalSeconds,
                new TagList { { "lane", locked.Fact.Item.Lane.ToString() } }
            );
    }
}
