using Marten;
using Microsoft.Extensions.Logging;
using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>
/// Takes in one log, in order, each entry's effect once: at or below the position is seen; a gap is pulled from the
/// owner's feed. The bus and the feed are two ways to the same entries.
/// </summary>
#pragma warning disable CA1001 // Somebody may still wait in turn when it is no longer used; the semaphore holds memory alone.
internal sealed class SourceInbox(
    string service,
    string source,
    InboxRoutes routes,
    StreamsFactory streams,
    IDocumentStore store,
    FeedClient feed,
    IServiceProvider services,
    TimeProvider time,
    ILogger log
)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ParkingLot _parked = new(source, routes, streams, services, time);
    private InboxPosition? _position;
    private IReadOnlyCollection<EntryParked>? _aside;

    /// <summary>A piece of the log from the bus: a hint, as good as what it fits.</summary>
    public Task AcceptAsync(Shipment shipment, CancellationToken ct) =>
        InTurnAsync(
            async position =>
            {
                var fresh = shipment.Entries.SkipWhile(entry => entry.Position <= position.Position).ToList();
                if (fresh.Count == 0)
                    return;
                if (fresh[0].Previous == position.Position)
                    await ApplyAsync(fresh, position, ct);
                else
                    await PullAsync(position, ct);
            },
            ct
        );

    /// <summary>Everything the owner has beyond our position.</summary>
    public Task CatchUpAsync(CancellationToken ct) => InTurnAsync(position => PullAsync(position, ct), ct);

    /// <summary>Where the log is read to, and what was set aside on the way.</summary>
    public async Task<InboxReport> ReportAsync(CancellationToken ct)
    {
        var aside = _aside ??= await _parked.ListAsync(ct);
        InboxMetrics.Parked(source, aside.Count);
        return new(source, (_position ?? await LoadAsync(ct)).Position, aside);
    }

    /// <summary>Sets the entry aside that the log stands still at; the log goes on behind it.</summary>
    /// <exception cref="ParkingRefusedException">The log does not stand still there.</exception>
    public Task ParkAsync(long at, string reason, CancellationToken ct) =>
        InTurnAsync(
            async position =>
            {
                var page = await feed.ReadAsync(service, source, position.Position, ct);
                if (page is not { Entries: [var entry, ..] })
                    throw new ParkingRefusedException(
                        $"{source} does not stand still: all its entries have been taken in."
                    );
                if (entry.Position != at)
                    throw new ParkingRefusedException(
                        $"Expected the entry that {source} goes on with, {entry.Name} at position {entry.Position}, found {at}."
                    );
                await _parked.ParkAsync(
                    entry,
                    position with
                    {
                        Position = at,
                    },
                    reason,
                    await CauseAsync(entry, position, ct),
                    ct
                );
                (_position, _aside) = (null, null);
            },
            ct
        );

    /// <summary>Takes in what was set aside. The decisions are idempotent and do not mind the order.</summary>
    /// <exception cref="ParkingRefusedException">It is not parked, its owner has it no more, or it still cannot be taken in.</exception>
    public Task ReplayAsync(long at, CancellationToken ct) =>
        InTurnAsync(
            async _ =>
            {
                var parked = await _parked.FindAsync(at, ct);
                var page = await feed.ReadAsync(service, source, parked.Previous, ct);
                if (page?.Entries.FirstOrDefault(entry => entry.Position == at) is not { } found)
                    throw new ParkingRefusedException(
                        $"{source} no longer has position {at}: {service} lost its past."
                    );
                try
                {
                    await _parked.ReplayAsync(found, ct);
                    _aside = null;
                }
                catch (Exception error) when (error is not OperationCanceledException && !DatabaseErrors.IsAway(error))
                {
                    throw new ParkingRefusedException(
                        $"{found.Name} at position {at} of {source} still cannot be taken in: {error.Message} It stays parked."
                    );
                }
            },
            ct
        );

    /// <summary>Tries the entry once more: only what cannot be taken in may be set aside.</summary>
    private async Task<string> CauseAsync(LogEntry entry, InboxPosition position, CancellationToken ct)
    {
        try
        {
            await CommitAsync([entry], position, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException && !DatabaseErrors.IsAway(error))
        {
            return error.Message;
        }
        throw new ParkingRefusedException(
            $"{entry.Name} at position {entry.Position} of {source} was taken in just now: there is nothing to park."
        );
    }

    private async Task InTurnAsync(Func<InboxPosition, Task> work, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await work(_position ??= await LoadAsync(ct));
        }
        catch
        {
            _position = null;
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task PullAsync(InboxPosition position, CancellationToken ct)
    {
        while (true)
        {
            if (await feed.ReadAsync(service, source, position.Position, ct) is not { } page)
                position = await FallBackAsync(position, ct);
            else if (page.Entries.Count == 0)
            {
                if (position.Confirmed != position.Position)
                    await SaveAsync(position with { Confirmed = position.Position }, ct);
                InboxMetrics.Complete(source, time.GetUtcNow());
                return;
            }
            else
            {
                InboxMetrics.Behind(source, position.Position, page.Head);
                position = await ApplyAsync(page.Entries, position with { Confirmed = position.Position }, ct);
            }
        }
    }

    /// <summary>The owner does not know our position: a message misled us, or the owner lost its past.</summary>
    private async Task<InboxPosition> FallBackAsync(InboxPosition position, CancellationToken ct)
    {
        if (position.Position == position.Confirmed)
            throw new InboxStoppedException(
                $"Expected {source} to have position {position.Position}, which it confirmed before; it has not. Its "
                    + "database was restored from an older backup. Restore the newer one, or restore ours to the same moment."
            );
        log.LogWarning(
            "{Source} never had position {Position}: a message that is not from it was taken in. Going back to {Confirmed}",
            source,
            position.Position,
            position.Confirmed
        );
        return await SaveAsync(position with { Position = position.Confirmed }, ct);
    }

    /// <summary>All in one transaction; if that fails, one by one, so that good entries pass and the bad one is named.</summary>
    private async Task<InboxPosition> ApplyAsync(
        IReadOnlyList<LogEntry> entries,
        InboxPosition position,
        CancellationToken ct
    )
    {
        try
        {
            return await CommitAsync(entries, position, ct);
        }
        catch (Exception error) when (entries.Count > 1 && error is not OperationCanceledException)
        {
            foreach (var entry in entries)
                position = await ApplyAsync([entry], position, ct);
            return position;
        }
        catch (Exception error) when (error is not (OperationCanceledException or InboxStoppedException))
        {
            throw new InboxStoppedException(
                $"{entries[0].Name} at position {entries[0].Position} of {source} cannot be taken in: {error.Message} "
                    + "The log waits there and is tried again; nothing after it is lost. To go on without it: qls inbox park.",
                error
            );
        }
    }

    private async Task<InboxPosition> CommitAsync(
        IReadOnlyList<LogEntry> entries,
        InboxPosition position,
        CancellationToken ct
    )
    {
        var next = position with { Position = entries[^1].Position };
        await streams.RunAsync(
            async unit =>
            {
                foreach (var entry in entries)
                {
                    var delivery = new Delivery(source, entry.Position, time.GetUtcNow());
                    await routes.HandleAsync(entry, delivery, unit, services, ct);
                }
                unit.Session.Store(next);
            },
            ct
        );
        InboxMetrics.Taken(source, entries.Count);
        return _position = next;
    }

    private async Task<InboxPosition> SaveAsync(InboxPosition position, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.Store(position);
        await session.SaveChangesAsync(ct);
        return _position = position;
    }

    private async Task<InboxPosition> LoadAsync(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return await session.LoadAsync<InboxPosition>(source, ct) ?? InboxPosition.Start(source);
    }
}
