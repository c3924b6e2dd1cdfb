using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace QLStake.Hosting;

/// <summary>
/// Chains every event of the database, whatever it says, within about a second. It reads the table itself below the
/// high-water mark, so that nothing is deserialised and tombstones count; whoever holds the lock writes the next links.
/// </summary>
internal sealed class Notary(
    NpgsqlDataSource database,
    NotarySettings settings,
    ServiceOptions options,
    ServiceStatus status,
    TimeProvider time,
    ILogger<Notary> log
) : BackgroundService
{
    private const string Part = "notary";
    private const int Page = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // What was written before midnight is below the high-water mark by then.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private readonly NotaryFile? _file = settings.Folder is { } folder ? new(folder, options.Service) : null;
    private (long Sequence, DateTimeOffset At)? _published;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var ready = false; !stoppingToken.IsCancellationRequested; )
        {
            try
            {
                ready = ready || await PrepareAsync(stoppingToken);
                while (await ExtendAsync(stoppingToken)) { }
                status.Well(Part);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The tables may be gone with the database.
                ready = false;
                if (!DatabaseErrors.IsAway(error) && status.Note(Part, $"Events are not notarised: {error.Message}"))
                    log.LogWarning("Events are not notarised now: {Cause}", error.Message);
            }
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> PrepareAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await NotaryTables.CreateAsync(connection, ct);
        return true;
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> ExtendAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await LockAsync(connection, ct))
            return false;
        var last = await NotaryTables.LastAsync(connection, ct);
        var open = (await NotaryTables.ClosedAsync(connection, ct))?.AddDays(1) ?? DateOnly.MinValue;
        var links = HashChain.Extend(last, open, await NextAsync(connection, last?.Sequence ?? 0, ct));
        if (links.Count > 0)
            await NotaryTables.AddAsync(connection, links, ct);
        last = links.Count > 0 ? links[^1] : last;
        var closed = links.Count < Page ? await CloseAsync(connection, open, last, ct) : [];
        await PublishAsync(closed, last, ct);
        await transaction.CommitAsync(ct);
        return links.Count == Page;
    }

    private static async Task<IReadOnlyList<StoredEvent>> NextAsync(
        NpgsqlConnection connection,
        long after,
        CancellationToken ct
    )
    {
        var events = new List<StoredEvent>();
        var mark = await LogReader.HighWaterAsync(connection, ct);
        if (mark > after)
            await foreach (var @event in StoredEvents.ReadAsync(connection, after, mark, ct))
            {
                events.Add(@event);
                if (events.Count == Page)
                    break;
            }
        return events;
    }

    /// <summary>Writes the root of every day that has ended. Where nothing was written on a day, there is none.</summary>
    private async Task<IReadOnlyList<DailyRoot>> CloseAsync(
        NpgsqlConnection connection,
        DateOnly open,
        ChainLink? last,
        CancellationToken ct
    )
    {
        var today = DateOnly.FromDateTime((time.GetUtcNow() - Grace).UtcDateTime);
        var closed = new List<DailyRoot>();
        if (last is null || open >= today)
            return closed;
        foreach (var day in await NotaryTables.DaysAsync(connection, open, today, ct))
        {
            var root = DailyRoot.Of(options.Service, day, await NotaryTables.OfDayAsync(connection, day, ct));
            await NotaryTables.AddAsync(connection, root, ct);
            closed.Add(root);
        }
        return closed;
    }

    /// <summary>Before the transaction ends: a root that is stored is published, at least once.</summary>
    private async Task PublishAsync(IReadOnlyList<DailyRoot> closed, ChainLink? last, CancellationToken ct)
    {
        if (_file is null || last is null)
            return;
        var now = time.GetUtcNow();
        foreach (var root in closed)
            await _file.AppendAsync(new(options.Service, now, root.Last, root.Head, root), ct);
        if (_published is { } known && (known.Sequence == last.Sequence || now - known.At < settings.HeadEvery))
            return;
        await _file.AppendAsync(new(options.Service, now, last.Sequence, last.Hash, null), ct);
        _published = (last.Sequence, now);
    }

    private static async Task<bool> LockAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select pg_try_advisory_xact_lock(hashtextextended('qlstake:notary', 0))",
            connection
        );
        return await command.ExecuteScalarAsync(ct) is true;
    }
}
