using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace QLStake.Hosting;

/// <summary>
/// Waits for the database and brings its schema up to date before anything else starts, and says which setting leads where.
/// </summary>
internal sealed class DatabaseGate(
    NpgsqlDataSource database,
    IDocumentStore store,
    ServiceStatus status,
    TimeProvider time,
    ILogger<DatabaseGate> log
) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await ReachAsync(cancellationToken);
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        status.Well("database");
    }

    private async Task ReachAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(ct);
                return;
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                var to = new NpgsqlConnectionStringBuilder(database.ConnectionString);
                var cause =
                    $"The database {to.Database} at {to.Host}:{to.Port} (QLStake:Postgres) cannot be reached: "
                    + $"{error.GetBaseException().Message} Start it or correct the setting; trying again.";
                if (status.Ill("database", cause))
                    log.LogWarning("{Cause}", cause);
                await Task.Delay(TimeSpan.FromSeconds(1), time, ct);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
