using System.Text.Json;
using Npgsql;
using QLStake.Hosting;

namespace QLStake.Cli;

/// <summary>The services' databases, read past the services.</summary>
/// <param name="template">Npgsql connection string in which <c>{service}</c> stands for a database such as <c>rate_limit_guard</c>.</param>
internal sealed class AuditDatabases(string template)
{
    public const string Placeholder = "{service}";

    /// <exception cref="CliException">It cannot be reached.</exception>
    public async Task<NpgsqlConnection> OpenAsync(string service, CancellationToken stop)
    {
        var text = template.Replace(Placeholder, service.Replace('-', '_'), StringComparison.Ordinal);
        var connection = new NpgsqlConnection(text);
        try
        {
            await connection.OpenAsync(stop);
            return connection;
        }
        catch (Exception error) when (error is NpgsqlException or System.Net.Sockets.SocketException)
        {
            var (host, database) = (connection.Host, connection.Database);
            await connection.DisposeAsync();
            throw new CliException(
                $"The database {database} at {host} cannot be read: {error.Message} Correct --postgres.",
                error
            );
        }
    }

    /// <summary>All events of a service, in order, each as its stored JSON.</summary>
    public async IAsyncEnumerable<StoredEvent> EventsAsync(
        string service,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop
    )
    {
        await using var connection = await OpenAsync(service, stop);
        await foreach (var stored in StoredEvents.ReadAsync(connection, 0, long.MaxValue, stop))
        {
            yield return stored;
        }
    }

    /// <summary>As the service itself reads it; null for a type it does not name, which no state of it minds.</summary>
    /// <exception cref="JsonException">It is no such event.</exception>
    public static object? Read(StoredEvent stored, IReadOnlyDictionary<string, Type> types) =>
        types.TryGetValue(stored.Type, out var type)
            ? JsonSerializer.Deserialize(stored.Data.Span, type, MessageJson.Options)
            : null;
}
