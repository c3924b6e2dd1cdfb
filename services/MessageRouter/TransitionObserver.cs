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

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        var views = commit.Updated.Concat(commit.Inserted).ToList();
        var stories =
            from stream in commit.GetStreams()
            from stake in StakesOf(stream.Key!, views)
            group stream by stake;
        foreach (var story in stories)
        foreach (var step in Timeline.Of(story.SelectMany(stream => stream.Events).Select(@event => @event.Data), Unit))
            Tell(story.Key, step);
        foreach (var stake in views.OfType<StakeView>().Where(view => HasMinted(commit, view.Id)))
            Measure(stake.Stake);
        return Task.CompletedTask;
    }

    private static IEnumerable<StakeId> StakesOf(string stream, List<object> views) =>
        StreamNames.IsStake(stream) ? [StreamNames.StakeOf(stream)]
        : StreamNames.IsRoot(stream)
            ? views.OfType<RootView>().Where(view => view.Id == stream).SelectMany(view => view.Root.Leaves)
        : [];

    private static void Tell(StakeId stake, TimelineEntry step)
    {
        Transitions.Add(1, new TagList { { "step", step.What } });
        using var span = StakeTrace.Transition(stake, step.What);
        span?.SetTag("qlstake.chain", step.Chain?.ToString()).SetTag("qlstake.detail", step.Detail);
    }

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
