using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace QLStake.Hosting;

/// <summary>The one timer of a service: wakes what is due. It holds a lease, so a second replica stands by.</summary>
public sealed class DueTimer(
    Wakes wakes,
    StreamsFactory streams,
    IDocumentStore store,
    DueSignal signal,
    Leases leases,
    ServiceStatus status,
    IServiceProvider services,
    TimeProvider time,
    ILogger<DueTimer> log
) : BackgroundService
{
    private const int Page = 256;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        wakes.Any ? leases.HoldAsync("timer", RunAsync, stoppingToken) : Task.CompletedTask;

    private async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var next = Poll;
            try
            {
                next = await WakeDueAsync(ct);
                status.Well("timer");
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                if (status.Ill("timer", $"Waiting streams cannot be woken: {error.Message}"))
                    log.LogError(error, "Waiting streams cannot be woken");
            }
            await signal.WaitAsync(next, ct);
        }
    }

    /// <returns>How long until the next is due, at most one poll.</returns>
    private async Task<TimeSpan> WakeDueAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var session = store.QuerySession();
        var soon = await session
            .Query<Due>()
            .Where(due => due.At <= now + Poll)
            .OrderBy(due => due.At)
            .Take(Page)
            .ToListAsync(ct);
        foreach (var due in soon.Where(due => due.At <= now))
            await streams.RunAsync(unit => WakeAsync(due, now, unit, ct), ct);
        var next = soon.FirstOrDefault(due => due.At > now)?.At - time.GetUtcNow();
        return next is not { } wait ? Poll
            : wait > TimeSpan.Zero ? wait
            : TimeSpan.FromMilliseconds(1);
    }

    private async Task WakeAsync(Due due, DateTimeOffset now, Streams unit, CancellationToken ct)
    {
        var next = await wakes.WakeAsync(due, now, unit, services, ct);
        if (next is { } at && at <= now)
            throw new InvalidOperationException(
                $"{due.Id} was woken for {due.At:O} and still waits for {at:O}: its rule must answer or move the moment."
            );
        if (next is null)
            unit.Session.Delete<Due>(due.Id);
    }
}
