using System.Collections.Concurrent;
using Marten;
using Microsoft.Extensions.Logging;

namespace QLStake.Hosting;

/// <summary>
/// The one timer of a service: wakes what is due. Streams are woken side by side and decide one after another; one that fails is
/// tried again and holds up nobody.
/// </summary>
public sealed class DueTimer(
    Wakes wakes,
    StreamsFactory streams,
    IDocumentStore store,
    DueSignal signal,
    ServiceStatus status,
    IServiceProvider services,
    TimeProvider time,
    ILogger<DueTimer> log
) : IWork, IDisposable
{
    private const string Part = "timer";
    private const int Page = 256;
    private const int AtOnce = 16;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Task> _awake = [];
    private readonly ConcurrentDictionary<string, DateTimeOffset> _failing = [];
    private readonly SemaphoreSlim _deciding = new(1, 1);

    public IEnumerable<string> Parts => [Part];

    public async Task RunAsync(CancellationToken ct)
    {
        if (!wakes.Any)
            return;
        try
        {
            while (!ct.IsCancellationRequested)
                await signal.WaitAsync(await TurnAsync(ct), ct);
        }
        finally
        {
            // Another replica begins only when nothing is under way here any more.
            await Task.WhenAll(_awake.Values);
        }
    }

    private async Task<TimeSpan> TurnAsync(CancellationToken ct)
    {
        try
        {
            var next = await WakeDueAsync(ct);
            if (_failing.IsEmpty)
                status.Well(Part);
            return next;
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            Complain($"Waiting streams cannot be read: {error.Message}", error);
            return Poll;
        }
    }

    /// <returns>How long until the next is due, at most one poll.</returns>
    private async Task<TimeSpan> WakeDueAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        foreach (var (stream, _) in _failing.Where(failing => failing.Value < now - Poll))
            _failing.TryRemove(stream, out _);
        await using var session = store.QuerySession();
        var soon = await session
            .Query<Due>()
            .Where(due => due.At <= now + Poll)
            .OrderBy(due => due.At)
            .Take(Page)
            .ToListAsync(ct);
        foreach (var due in soon.Where(due => due.At <= now && !IsBusy(due.Id, now)).Take(AtOnce - _awake.Count))
            Start(due, ct);
        var next = soon.FirstOrDefault(due => due.At > now)?.At - time.GetUtcNow();
        return next is not { } wait ? Poll
            : wait > TimeSpan.Zero ? wait
            : TimeSpan.FromMilliseconds(1);
    }

    private bool IsBusy(string stream, DateTimeOffset now) =>
        _awake.ContainsKey(stream) || (_failing.TryGetValue(stream, out var pause) && pause > now);

    private void Start(Due due, CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awake[due.Id] = started.Task;
        _ = Task.Run(
            async () =>
            {
                await WakeAsync(due, ct);
                _awake.TryRemove(due.Id, out _);
                started.SetResult();
                signal.Raise();
            },
            CancellationToken.None
        );
    }

    private async Task WakeAsync(Due due, CancellationToken ct)
    {
        try
        {
            var decide = await wakes.LookAsync(due, services, ct);
            await _deciding.WaitAsync(ct);
            try
            {
                await streams.RunAsync(unit => DecideAsync(due, decide, unit), ct);
            }
            finally
            {
                _deciding.Release();
            }
            _failing.TryRemove(due.Id, out _);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            _failing[due.Id] = time.GetUtcNow() + Poll;
            Complain($"{due.Id} cannot be woken: {error.Message} It is tried again.", error);
        }
        catch (OperationCanceledException) { }
    }

    private async Task DecideAsync(Due due, Func<DateTimeOffset, Streams, Task<DateTimeOffset?>> decide, Streams unit)
    {
        var now = time.GetUtcNow();
        var next = await decide(now, unit);
        if (next == due.At && due.At <= now)
            throw new InvalidOperationException(
                $"{due.Id} was woken for {due.At:O} and still waits for it: its rule must answer or move the moment."
            );
        if (next is null)
            unit.Session.Delete<Due>(due.Id);
    }

    private void Complain(string cause, Exception error)
    {
        if (status.Ill(Part, error, cause))
            log.LogError(error, "{Cause}", cause);
    }

    public void Dispose() => _deciding.Dispose();
}
