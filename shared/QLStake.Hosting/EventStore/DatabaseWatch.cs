using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace QLStake.Hosting;

/// <summary>
/// Waits for the database and brings its schema up to date before anything else starts, watches it from then on, and says
/// which setting leads there.
/// </summary>
internal sealed class DatabaseWatch(
    NpgsqlDataSource database,
    IDocumentStore store,
    ServiceStatus status,
    TimeProvider time,
    ILogger<DatabaseWatch> log
) : BackgroundService, IHostedLifecycleService
{
    private const string Part = "database";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileThere = TimeSpan.FromSeconds(2);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        while (!await IsThereAsync(cancellationToken) || !await IsCurrentAsync(cancellationToken))
            await Task.Delay(WhileAway, time, cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var there = true; ; there = await IsThereAsync(stoppingToken))
            await Task.Delay(there ? WhileThere : WhileAway, time, stoppingToken);
    }

    /// <summary>Brings the schema up to date; a database that goes away meanwhile is waited for again.</summary>
    private async Task<bool> IsCurrentAsync(CancellationToken ct)
    {
        try
        {
            await store.BringUpToDateAsync(database, ct);
            return true;
        }
        catch (Exception error) when (DatabaseErrors.IsAway(error) && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<bool> IsThereAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(limit.Token);
            status.Well(Part);
            return true;
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            var cause = Cause(error is OperationCanceledException ? $"no answer within {Patience}" : Message(error));
            if (status.Ill(Part, cause))
                log.LogWarning("{Cause}", cause);
            return false;
        }
    }

    private string Cause(string problem)
    {
        var to = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        return $"The database {to.Database} at {to.Host}:{to.Port} (QLStake:Postgres) cannot be reached: {problem}. "
            + "Start it or correct the setting; trying again.";
    }

    private static string Message(Exception error) =>
        (
            error.GetBaseException() is PostgresException refused
                ? refused.MessageText
                : error.GetBaseException().Message
        ).TrimEnd('.');
}
