using Microsoft.Extensions.Logging;
using Npgsql;

namespace QLStake.Hosting;

/// <summary>
/// Single writers: a PostgreSQL advisory lock held on a connection of its own. Losing the connection ends the work; the
/// stream versions fence whatever was still on its way.
/// </summary>
public sealed class Leases(NpgsqlDataSource database, TimeProvider time, ILogger<Leases> log)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Waits for the lease, runs the work while it is held, and starts over when it was lost.</summary>
    public async Task HoldAsync(string name, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(ct);
                if (await TryLockAsync(connection, name, ct))
                    await WhileHeldAsync(connection, work, ct);
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                if (!DatabaseErrors.IsAway(error))
                    log.LogWarning("The lease {Lease} is lost or cannot be had: {Cause}", name, error.Message);
            }
            if (!ct.IsCancellationRequested)
                await Task.Delay(Beat, time, CancellationToken.None);
        }
    }

    private async Task WhileHeldAsync(
        NpgsqlConnection connection,
        Func<CancellationToken, Task> work,
        CancellationToken ct
    )
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var beating = BeatAsync(connection, held.Token);
        var working = work(held.Token);
        var first = await Task.WhenAny(beating, working);
        await held.CancelAsync();
        await Task.WhenAll(beating, working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    private async Task BeatAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await Task.Delay(Beat, time, ct);
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync(ct);
        }
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended($1, 0))", connection);
        command.Parameters.AddWithValue($"qlstake:{name}");
        return await command.ExecuteScalarAsync(ct) is true;
    }
}
