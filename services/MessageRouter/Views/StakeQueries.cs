using Marten;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Reads stakes: one from its streams, many from rows.</summary>
public sealed class StakeQueries(IDocumentStore store, AssetUnits units, RouterSettings settings, TimeProvider time)
{
    /// <summary>One stake as its streams tell it, at a moment or now; null if nothing is known of it.</summary>
    public async Task<StakeDetails?> FindAsync(StakeId id, Moment? at, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return await StakeStreams.ReadAsync(session, id, at, ct) is { } streams
            ? await TellAsync(id, streams, at, ct)
            : null;
    }

    /// <summary>The same step by step: where the stake was after each event, and what it waited for.</summary>
    public async Task<StakeReplay?> ReplayAsync(StakeId id, Moment? at, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        if (await StakeStreams.ReadAsync(session, id, at, ct) is not { } streams)
            return null;
        var unit = await units.FindAsync(streams.Life(null).Stake.Locked?.Fact.Item, ct);
        var steps = streams.Story.Select(@event =>
            ReplayStep.Of(@event, streams.UpTo(@event.Sequence).Life(settings.FlushWithin), unit)
        );
        return new(await TellAsync(id, streams, at, ct), [.. steps]);
    }

    /// <summary>The youngest first, behind a cursor; with a search only those that bear that name.</summary>
    public async Task<StakePage> ListAsync(string? search, string? after, int limit, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var (views, next) = await session.ListAsync<StakeView>(search, after, limit, ct);
        var stakes = await SummariesAsync(session, views, ct);
        return new(stakes, next);
    }

    private async Task<StakeDetails> TellAsync(StakeId id, StakeStreams streams, Moment? at, CancellationToken ct)
    {
        var life = streams.Life(settings.FlushWithin);
        var unit = await units.FindAsync(life.Stake.Locked?.Fact.Item, ct);
        var then = at is null ? time.GetUtcNow() : at.Time ?? streams.Own[^1].Timestamp;
        var story = streams.Story.Select(@event => @event.Data);
        return StakeDetails.Of(id, life, life.Waiting.Told(then, unit), Timeline.Of(story, unit));
    }

    private async Task<List<StakeSummary>> SummariesAsync(
        IQuerySession session,
        IReadOnlyList<StakeView> views,
        CancellationToken ct
    )
    {
        var lives = await ListedLives.ReadAsync(session, views, settings, ct);
        var summaries = new List<StakeSummary>();
        foreach (var view in views)
        {
            var unit = await units.FindAsync(view.Stake.Locked?.Fact.Item, ct);
            summaries.Add(Summary(view, lives.Of(view), unit));
        }
        return summaries;
    }

    private StakeSummary Summary(StakeView view, Life life, AssetUnit unit) =>
        new(
            StreamNames.StakeOf(view.Id),
            life.State,
            life.Waiting.Told(time.GetUtcNow(), unit),
            life.Stake.Locked?.Fact.Item,
            life.Stake.Locked?.At,
            life.Root.Sent?.Fact.MessageId ?? life.Stake.Message,
            view.Key
        );
}
