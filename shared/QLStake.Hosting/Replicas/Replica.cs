using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace QLStake.Hosting;

/// <summary>
/// Of several replicas of a service one works, the others stand by: ready, answering what is asked, changing nothing. When
/// the one that works is told to stop, it ends its work before its port is closed; another goes on within a second.
/// </summary>
internal sealed class Replica(
    Lease lease,
    IEnumerable<IWork> works,
    StreamsFactory streams,
    ServiceStatus status,
    TimeProvider time,
    ILogger<Replica> log
) : BackgroundService, IHostedLifecycleService
{
    private const string Part = "replica";
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(250);
    private volatile bool _works;

    /// <summary>Whether this one works now.</summary>
    public bool Works => _works;

    /// <summary>Not ready is said before the first question about readiness can be answered.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        status.Ill(Part, "Asks whether another replica works.");
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Told first of all: the port still answers, the broker still takes what was decided last.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        status.Ill(Part, "Is being stopped.");
        return StopAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await lease.WhileHeldAsync(WorkAsync, stoppingToken))
                    status.Well(Part, "Stands by: another replica works.");
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
            catch (Exception error)
            {
                if (status.Ill(Part, error, $"Does not work: {error.Message} It asks for its work again."))
                    log.LogWarning("The lease is lost or cannot be had: {Cause}", error.Message);
            }
            await Task.Delay(AskAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WorkAsync(CancellationToken ct)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(ct);
        streams.KeepStates();
        _works = true;
        try
        {
            var running = works
                .Select(work => RunAsync(work, all))
                .Append(Task.Delay(Timeout.InfiniteTimeSpan, time, all.Token));
            var ended = Task.WhenAll([.. running]);
            status.Well(Part);
            await ended;
        }
        finally
        {
            _works = false;
            streams.ForgetStates();
            foreach (var part in works.SelectMany(work => work.Parts))
                status.Forget(part);
        }
    }

    /// <summary>A work that fails takes the others with it: all begin anew.</summary>
    private async Task RunAsync(IWork work, CancellationTokenSource all)
    {
        try
        {
            await work.RunAsync(all.Token);
        }
        catch (Exception error)
        {
            if (!all.IsCancellationRequested)
                log.LogError(error, "{Work} ended unasked", work.GetType().Name);
            await all.CancelAsync();
            throw;
        }
    }
}
