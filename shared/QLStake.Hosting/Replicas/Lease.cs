using Npgsql;
using OpenTelemetry;

namespace QLStake.Hosting;

/// <summary>
/// The right to work, for one replica of a service at a time: a PostgreSQL advisory lock held on a connection of its own.
/// Losing the connection ends the work; the stream versions fence whatever was still on its way.
/// </summary>
internal sealed class Lease(NpgsqlDataSource database, TimeProvider time)
{
    private const string Key = "hashtextextended('qlstake:work', 0)";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Runs the work while the lease is held; gives it up when the work has ended.</summary>
    /// <returns>Whether it was to be had.</returns>
    /// <exception cref="NpgsqlException">The database is away, or went away while the lease was held.</exception>
    public async Task<bool> WhileHeldAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        if (!await AskAsync(connection, $"select pg_try_advisory_lock({Key})", ct))
            return false;
        using var held = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var beating = BeatAsync(connection, held.Token);
        var working = work(held.Token);
        var first = await Task.WhenAny(beating, working);
        await held.CancelAsync();
        await Task.WhenAll(beating, working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await GiveUpAsync(connection);
        await first;
        return true;
    }

    /// <summary>The connection goes back to its pool: a lock that stayed with it there would keep everybody waiting.</summary>
    private static async Task GiveUpAsync(NpgsqlConnection connection)
    {
        try
        {
            await AskAsync(connection, $"select pg_advisory_unlock({Key})", CancellationToken.None);
        }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException or TimeoutException)
        {
            NpgsqlConnection.ClearPool(connection);
        }
    }

    private async Task BeatAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(Beat, time, ct);
            await AskAsync(connection, "select true", ct);
        }
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        // Asked several times a second, and of no interest to anybody's trace.
        using var quiet = SuppressInstrumentationScope.Begin();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 5 };
        return await command.ExecuteScalarAsync(ct) is true;
    }
}
