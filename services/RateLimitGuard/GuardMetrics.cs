using System.Diagnostics.Metrics;
using JasperFx.Events;
using Marten;
using Marten.Services;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>Measures verdicts that were committed, each once however often it was looked at again.</summary>
internal sealed class GuardMetrics(TimeProvider time) : DocumentSessionListenerBase
{
    private static readonly Counter<long> Verdicts = Telemetry.Meter.CreateCounter<long>(
        "qlstake.guard.verdicts",
        "{verdict}",
        "Verdicts on mints, by lane and verdict"
    );

    private static readonly Histogram<double> Wait = Telemetry.Meter.CreateHistogram(
        "qlstake.guard.wait",
        "s",
        "From an asking to the verdict that ends it (approved, held or rejected), by lane and verdict",
        advice: Telemetry.Waits
    );

    private static readonly Histogram<double> Deferral = Telemetry.Meter.CreateHistogram(
        "qlstake.guard.deferral",
        "s",
        "How long the limits make a mint wait when it is deferred, hub time, by lane",
        advice: Telemetry.Waits
    );

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        var views = commit.Updated.Concat(commit.Inserted).OfType<MintView>().ToDictionary(view => view.Id);
        foreach (var stream in commit.GetStreams())
            if (views.TryGetValue(stream.Key!, out var view) && view.Item is { } item)
                foreach (var @event in stream.Events)
                    Note(@event, stream, item.Lane, view.AskedAt);
        return Task.CompletedTask;
    }

    private void Note(IEvent @event, StreamAction stream, Lane lane, DateTimeOffset? askedAt)
    {
        if (VerdictOf(@event.Data) is not { } verdict)
            return;
        var tags = new KeyValuePair<string, object?>[] { new("lane", lane.ToString()), new("verdict", verdict) };
        Verdicts.Add(1, tags);
        if (@event.Data is Approved or Held or Rejected && askedAt is { } asked)
            Wait.Record(Math.Max(0, (time.GetUtcNow() - asked).TotalSeconds), tags);
        var proven = stream.Events.Select(other => other.Data).OfType<LockProven>().FirstOrDefault();
        if (@event.Data is Deferred deferred && proven is not null)
            Deferral.Record((deferred.Until - proven.HubTime).TotalSeconds, tags[..1]);
    }

    /// <returns>Null for what is no verdict, or says what the last one said.</returns>
    private static string? VerdictOf(object @event) =>
        @event switch
        {
            Approved => "approved",
            Deferred { News: true } => "deferred",
            ProofMissing { News: true } => "not_yet_provable",
            Held => "held",
            Rejected => "rejected",
            LeafFoundConsumed => "consumed",
            _ => null,
        };
}
